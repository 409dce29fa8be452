import type { GemmOperator } from '../operators/operator.js';

/** Offsets of a tile's rows or columns, as nested runs: `length` copies `stride` apart. Strides ascend. */
export type TilePattern = readonly { readonly stride: number; readonly length: number }[];

/** What a miner chooses; the chain's rules bound it. */
export interface PearlConfig {
  readonly rowsPattern: TilePattern;
  readonly colsPattern: TilePattern;
  /** Rank of the noise that is wanted; each product takes the nearest rank that is valid for its k. */
  readonly rank: number;
}

/** Default tile of 4 rows {0,8,64,72} and 8 columns {0,1,8,9,32,33,40,41} (pearl@b1e6cfa, consensus files). */
export const PEARL_TILE = {
  rowsPattern: [
    { stride: 8, length: 2 },
    { stride: 64, length: 2 },
  ],
  colsPattern: [
    { stride: 1, length: 2 },
    { stride: 8, length: 2 },
    { stride: 32, length: 2 },
  ],
} as const satisfies Pick<PearlConfig, 'rowsPattern' | 'colsPattern'>;

/** Rank 128 balances denoising (2r/k of the product) against the transcript (one operation in r). */
export const PEARL_DEFAULTS: PearlConfig = { ...PEARL_TILE, rank: 128 };

/** Limits of the mainnet v1 rules (pearl@56b3774:zk-pow/src/api/sanity_checks.rs). */
export const PEARL_LIMITS = {
  minRank: 32,
  maxRank: 1024,
  minK: 1024,
  maxK: 65_536,
  kMultiple: 64,
  minTile: 32,
  maxTile: 256,
  maxSide: 2 ** 24,
  maxOpenedBytes: 4 * 2 ** 20,
} as const;

/** Rows or columns that a pattern has. */
export function patternLength(pattern: TilePattern): number {
  return pattern.reduce((product, run) => product * run.length, 1);
}

/** Rows or columns after which the translates of a pattern repeat: whole periods are covered without a gap. */
export function patternPeriod(pattern: TilePattern): number {
  const last = pattern.at(-1);
  return last === undefined ? 1 : last.stride * last.length;
}

/** The valid rank for inner dimension `k` that is nearest to `wanted`; null where no rank is valid. */
export function pearlRank(k: number, wanted: number): number | null {
  let best: number | null = null;
  for (let rank: number = PEARL_LIMITS.minRank; rank <= PEARL_LIMITS.maxRank; rank *= 2) {
    if (16 * rank > k || k > 4 * rank * rank) continue;
    if (best === null || Math.abs(rank - wanted) < Math.abs(best - wanted)) best = rank;
  }
  return best;
}

/** Why a product cannot mine under the rules, in one sentence; null if it can. */
export function pearlRefusal(op: GemmOperator, config: PearlConfig): string | null {
  const { m, n, k, dtype } = op;
  if (!dtype.startsWith('int8') || dtype === 'int8_wo')
    return `Operands are ${dtype}, not integers of at most 7 bits on the int8 path.`;
  const rows = patternPeriod(config.rowsPattern);
  const columns = patternPeriod(config.colsPattern);
  if (m < rows) return `${m} rows are fewer than the ${rows} that the row pattern spans.`;
  if (n < columns) return `${n} columns are fewer than the ${columns} that the column pattern spans.`;
  if (m > PEARL_LIMITS.maxSide || n > PEARL_LIMITS.maxSide) return `A side is above ${PEARL_LIMITS.maxSide}.`;
  if (k < PEARL_LIMITS.minK) return `k = ${k} is below ${PEARL_LIMITS.minK}.`;
  if (k > PEARL_LIMITS.maxK) return `k = ${k} is above ${PEARL_LIMITS.maxK}.`;
  if (k % PEARL_LIMITS.kMultiple !== 0) return `k = ${k} is not a multiple of ${PEARL_LIMITS.kMultiple}.`;
  const height = patternLength(config.rowsPattern);
  const width = patternLength(config.colsPattern);
  if (height * width < PEARL_LIMITS.minTile || height * width > PEARL_LIMITS.maxTile)
    return `A tile of ${height} x ${width} is outside ${PEARL_LIMITS.minTile} to ${PEARL_LIMITS.maxTile}.`;
  if ((height + width) * k > PEARL_LIMITS.maxOpenedBytes)
    return `Opening ${height + width} lines of ${k} bytes exceeds ${PEARL_LIMITS.maxOpenedBytes} bytes.`;
  return pearlRank(k, config.rank) === null ? `No rank r has 16 r <= ${k} <= 4 r^2.` : null;
}

/** Multiply-accumulates of a product that count as work: whole pattern periods, and k down to a multiple of the rank. */
export function pearlMacs(op: GemmOperator, config: PearlConfig, rank: number): number {
  const rows = op.m - (op.m % patternPeriod(config.rowsPattern));
  const columns = op.n - (op.n % patternPeriod(config.colsPattern));
  return rows * columns * (op.k - (op.k % rank));
}
