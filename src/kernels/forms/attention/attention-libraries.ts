import type { DeviceFigures } from '../../roofline/device-figures.js';

/** How an attention kernel library maps a call onto blocks; found in its public sources, not fitted. */
export interface AttentionLibrary {
  /** Prefill tiles hold the query heads of one KV head side by side, so that short prompts still fill a tile. */
  readonly packsPrefillHeads: boolean;
  /** Decode packs those heads and cuts the cache over blocks: always, or only for grouped heads without a window. */
  readonly packsDecode: 'always' | 'grouped-unwindowed';
  /** Least query rows that a decode block computes; matrix instructions pad to it. */
  readonly decodeRows: number;
  /** An fp8 cache is multiplied in fp8 instead of being widened to 16 bits first. */
  readonly multipliesFp8: boolean;
}

const PACKED_FP8: AttentionLibrary = {
  packsPrefillHeads: true,
  packsDecode: 'always',
  decodeRows: 64,
  multipliesFp8: true,
};

/**
 * FlashAttention-2: `flash_api.cpp` swaps groups into rows and sets `num_splits` only if q_len is 1, heads differ from
 * KV heads and no window is set. FlashAttention-3 packs heads (`pack_gqa`). FlashInfer plans split-KV for any shape.
 * TensorRT-LLM's context kernels do not pack heads, its generation kernels do, in rows of 8 and more.
 */
const LIBRARIES: Readonly<Record<string, AttentionLibrary>> = {
  'flash-attention-2': {
    packsPrefillHeads: false,
    packsDecode: 'grouped-unwindowed',
    decodeRows: 64,
    multipliesFp8: false,
  },
  'flash-attention-3': PACKED_FP8,
  'flash-attention-4': PACKED_FP8,
  flashinfer: { packsPrefillHeads: true, packsDecode: 'always', decodeRows: 16, multipliesFp8: false },
  'flashinfer-tensorrt-llm': {
    packsPrefillHeads: false,
    packsDecode: 'always',
    decodeRows: 8,
    multipliesFp8: true,
  },
  triton: { packsPrefillHeads: true, packsDecode: 'always', decodeRows: 16, multipliesFp8: false },
};

/** A library that has no rule is taken to pack heads and to split, as every current one does. */
const OTHER: AttentionLibrary = {
  packsPrefillHeads: true,
  packsDecode: 'always',
  decodeRows: 16,
  multipliesFp8: false,
};

export function attentionLibrary(library: string): AttentionLibrary {
  return LIBRARIES[library] ?? OTHER;
}

/** Whether a call with one new token a sequence packs the heads of a group and may cut the cache over blocks. */
export function packsDecodeHeads(
  library: AttentionLibrary,
  op: { readonly heads: number; readonly kvHeads: number; readonly window: number },
): boolean {
  return library.packsDecode === 'always' || (op.heads !== op.kvHeads && op.window === 0);
}

/** Architectures whose cores have 100 KB of shared memory, where data-centre ones have 164 KB and more. */
const SMALL_SHARED_MEMORY: readonly string[] = ['ampere-ga10x', 'ada'];

/**
 * Rows of the tallest prefill tile. FlashAttention-2 takes 64 rows for causal heads of 128 and more where shared memory
 * is small (`flash_fwd_launch_template.h`, is_sm8x), which costs half its throughput there.
 */
export function tallestTile(library: string, headDim: number, device: DeviceFigures): number {
  const small = SMALL_SHARED_MEMORY.includes(device.architecture);
  return library === 'flash-attention-2' && small && headDim >= 128 ? 64 : 128;
}

/** Columns that a prefill tile computes at a time; FlashAttention-2 takes wider blocks for narrow heads. */
export function columnBlock(library: string, headDim: number): number {
  return library === 'flash-attention-2' && headDim <= 64 ? 128 : 64;
}
