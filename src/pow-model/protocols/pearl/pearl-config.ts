import { ruleViolation } from '../rule-violation.js';
import { decodePattern, patternOf, type TilePattern } from './tile-pattern.js';

export const HEADER_BYTES = 76;
export const CONFIG_BYTES = 52;

/** What both sides agree on before the matrices: consensus calls it the mining configuration. */
export interface PearlConfig {
  readonly k: number;
  readonly rank: number;
  readonly rows: TilePattern;
  readonly cols: TilePattern;
  /** The 52 bytes that enter the job key. */
  readonly bytes: Uint8Array;
}

// pearl-research-labs/pearl@56b3774:zk-pow/src/api/sanity_checks.rs.
const MIN_RANK = 32;
const MAX_RANK = 1024;
const MIN_K = 1024;
const MAX_K = 65_536;
const MIN_TILE = 32;
const MAX_TILE = 256;
const MAX_SIDE = 2 ** 24;
const MAX_OPENED_BYTES = 4 * 1024 * 1024;

/** Pattern offsets of the published default, a tile of 4 x 8. */
export const DEFAULT_ROWS_PATTERN: readonly number[] = [0, 8, 64, 72];
export const DEFAULT_COLS_PATTERN: readonly number[] = [0, 1, 8, 9, 32, 33, 40, 41];

function requireRule(holds: boolean, rule: string, path: string, found: string, fix: string): void {
  if (!holds) throw ruleViolation(rule, path, found, fix);
}

/** Checks every limit on k, rank and tile; throws a UserError named after the first that is broken. */
function requireShape(k: number, rank: number, h: number, w: number): void {
  requireRule(
    Number.isInteger(rank) && rank > 0 && (rank & (rank - 1)) === 0,
    'rank-power-of-two',
    'rank',
    `Rank ${rank} is no power of two.`,
    'Give 32, 64, ... 1024.',
  );
  requireRule(rank >= MIN_RANK && rank <= MAX_RANK, 'rank-range', 'rank', `Rank ${rank}.`, 'Give 32 to 1024.');
  requireRule(Number.isInteger(k) && k % 64 === 0, 'k-multiple-of-64', 'k', `k ${k}.`, 'Give a multiple of 64.');
  requireRule(k >= MIN_K && k <= MAX_K, 'k-range', 'k', `k ${k}.`, `Give ${MIN_K} to ${MAX_K}.`);
  requireRule(
    k >= 16 * rank && k <= 4 * rank * rank,
    'k-rank-ratio',
    'k',
    `k ${k} is outside 16 r to 4 r^2 = ${16 * rank} to ${4 * rank * rank}.`,
    'Choose another rank.',
  );
  requireRule(
    h * w >= MIN_TILE && h * w <= MAX_TILE,
    'tile-area',
    'rowsPattern',
    `The tile is ${h} x ${w}.`,
    `Give ${MIN_TILE} to ${MAX_TILE} elements.`,
  );
  requireRule(
    (h + w) * k <= MAX_OPENED_BYTES,
    'opening-size',
    'k',
    `A proof would open ${(h + w) * k} bytes.`,
    'Open at most 4 MiB.',
  );
}

export interface PearlShape {
  readonly k: number;
  readonly rank: number;
  readonly rowsPattern: readonly number[];
  readonly colsPattern: readonly number[];
}

/** The configuration of a shape, with its 52 bytes: k u32, rank u16, type u16 (0: int7 x int7 to int32), patterns, zeros. */
export function encodeConfig({ k, rank, rowsPattern, colsPattern }: PearlShape): PearlConfig {
  const rows = patternOf(rowsPattern, 'rowsPattern');
  const cols = patternOf(colsPattern, 'colsPattern');
  requireShape(k, rank, rows.offsets.length, cols.offsets.length);
  const bytes = new Uint8Array(CONFIG_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, k, true);
  view.setUint16(4, rank, true);
  bytes.set(rows.bytes, 8);
  bytes.set(cols.bytes, 14);
  return { k, rank, rows, cols, bytes };
}

/** Reads and checks 52 configuration bytes. */
export function decodeConfig(bytes: Uint8Array): PearlConfig {
  requireRule(bytes.length === CONFIG_BYTES, 'config-length', 'config', `${bytes.length} bytes.`, 'Give 52 bytes.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const k = view.getUint32(0, true);
  const rank = view.getUint16(4, true);
  const mmaType = view.getUint16(6, true);
  requireRule(mmaType === 0, 'mma-type', 'config', `Type ${mmaType}.`, 'Version 1 knows type 0 only.');
  const reserved = bytes.subarray(20).every((byte) => byte === 0);
  requireRule(reserved, 'reserved-bytes', 'config', 'A reserved byte is set.', 'Leave bytes 20 to 51 zero.');
  const rows = decodePattern(bytes.subarray(8, 14), 'config');
  const cols = decodePattern(bytes.subarray(14, 20), 'config');
  requireShape(k, rank, rows.offsets.length, cols.offsets.length);
  return { k, rank, rows, cols, bytes: bytes.slice() };
}

/** Checks the sides of the matrices against the protocol's limit. */
export function requireSides(m: number, n: number): void {
  for (const [path, side] of [
    ['m', m],
    ['n', n],
  ] as const) {
    requireRule(
      Number.isInteger(side) && side >= 1 && side <= MAX_SIDE,
      'matrix-size',
      path,
      `${path} is ${side}.`,
      `Give 1 to ${MAX_SIDE}.`,
    );
  }
}

/** Checks the length of a block header without its proof. */
export function requireHeader(header: Uint8Array): void {
  requireRule(header.length === HEADER_BYTES, 'header-length', 'header', `${header.length} bytes.`, 'Give 76 bytes.');
}

/** Largest ticket that wins: target x multiply-accumulates of a tile, at most 2^256 - 1. */
export function ticketBound(config: PearlConfig, target: bigint): bigint {
  const macs = config.rows.offsets.length * config.cols.offsets.length * (config.k - (config.k % config.rank));
  const bound = target * BigInt(macs);
  return bound >> 256n === 0n ? bound : (1n << 256n) - 1n;
}
