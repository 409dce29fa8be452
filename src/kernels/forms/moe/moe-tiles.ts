/** Output tiles of one grouped product that a library may take: heights, and one width. */
export interface MoeTiles {
  readonly rows: Float64Array;
  readonly columns: number;
}

/** Rows of a tile are chosen by the time model where the library tunes or searches. */
const SEARCHED: MoeTiles = { rows: Float64Array.from([16, 32, 64, 128]), columns: 128 };

// `fused_marlin_moe.py` of vLLM 0.24: the least height that 0.9 of the mean load does not overfill.
const MARLIN: readonly MoeTiles[] = [8, 16, 32, 48, 64].map((rows) => ({ rows: Float64Array.of(rows), columns: 128 }));
const MARLIN_FILL = 0.9;

// `get_default_config` of vLLM 0.14's `fused_moe.py`.
const FUSED_MOE_FEW: MoeTiles = { rows: Float64Array.of(16), columns: 32 };
const FUSED_MOE_MANY: MoeTiles = { rows: Float64Array.of(64), columns: 64 };

// Heights by tokens of OpenAI's Triton kernels as their times on H100 show; not read in their source.
const OPENAI_TRITON: readonly MoeTiles[] = [16, 32, 64, 128].map((rows) => ({
  rows: Float64Array.of(rows),
  columns: 128,
}));
const OPENAI_TRITON_TOKENS = [32, 96, 512];

/**
 * The tiles that a library considers for `tokens` tokens with `pairs` token-expert pairs over all ranks and `experts`
 * experts on this one. Marlin divides the pairs of ALL ranks by the experts of its own, so that expert parallelism gets
 * tiles too tall for its pairs.
 */
export function moeTiles(library: string, tokens: number, pairs: number, experts: number): MoeTiles {
  switch (library) {
    case 'marlin': {
      const fits = MARLIN.find((tiles) => pairs / experts / tiles.rows[0]! < MARLIN_FILL);
      return fits ?? MARLIN[MARLIN.length - 1]!;
    }
    case 'triton-fused-moe':
      return tokens <= experts ? FUSED_MOE_FEW : FUSED_MOE_MANY;
    case 'openai-triton': {
      const at = OPENAI_TRITON_TOKENS.findIndex((most) => tokens <= most);
      return OPENAI_TRITON[at < 0 ? OPENAI_TRITON.length - 1 : at]!;
    }
    default:
      return SEARCHED;
  }
}
