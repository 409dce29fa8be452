import { keyedBlockHash, wordsOf } from './keyed-block.js';

/** Low-rank noise of one operand: noise[row][l] = dense[row][first[l]] - dense[row][second[l]]. */
export interface PearlNoise {
  readonly rank: number;
  /** Key of the dense factor's stream. */
  readonly seed: Int32Array;
  readonly label: NoiseLabel;
  /** The sparse factor: a pair of ranks for every position along k. */
  readonly first: Uint16Array;
  readonly second: Uint16Array;
}

export type NoiseLabel = 'A_tensor' | 'B_tensor';

/** A 64-byte stream message: two counters, zeros, and the label in the second half. */
function streamMessage(label: NoiseLabel): Int32Array {
  const bytes = new Uint8Array(64);
  for (let i = 0; i < label.length; i++) bytes[32 + i] = label.charCodeAt(i);
  return wordsOf(bytes);
}

/** The sparse factor of an operand's noise; the dense factor is drawn row by row. */
export function pearlNoise(seedBytes: Uint8Array, label: NoiseLabel, rank: number, k: number): PearlNoise {
  const seed = wordsOf(seedBytes);
  const message = streamMessage(label);
  const digest = new Int32Array(8);
  const first = new Uint16Array(k);
  const second = new Uint16Array(k);
  for (let l = 0; l < k; l++) {
    if (l % 8 === 0) {
      message[1] = 1 + l / 8;
      keyedBlockHash(seed, message, digest);
    }
    const u = digest[l % 8]! >>> 0;
    const i = u & (rank - 1);
    first[l] = i;
    // The high word of (rank - 1) x u is below rank - 1, and the product is below 2^42: exact in a double.
    second[l] = i ^ (1 + Math.floor(((rank - 1) * u) / 4294967296));
  }
  return { rank, seed, label, first, second };
}

/** Row `row` of the dense factor, `rank` values in [-32, 31], into `out[outAt..]`. */
export function denseRow(noise: PearlNoise, row: number, out: Int8Array, outAt: number): void {
  const message = streamMessage(noise.label);
  const digest = new Int32Array(8);
  const blocks = noise.rank / 32;
  for (let part = 0; part < blocks; part++) {
    message[0] = 1 + row * blocks + part;
    keyedBlockHash(noise.seed, message, digest);
    for (let i = 0; i < 32; i++) out[outAt + 32 * part + i] = (((digest[i >> 2]! >>> (8 * (i & 3))) & 63) - 32) | 0;
  }
}

/** The dense factor of rows 0 to count - 1, row-major. */
export function denseFactor(noise: PearlNoise, count: number): Int8Array {
  const dense = new Int8Array(count * noise.rank);
  for (let row = 0; row < count; row++) denseRow(noise, row, dense, row * noise.rank);
  return dense;
}

/** Adds noise to one row: out[l] = row[l] + dense[first[l]] - dense[second[l]], all within int8 for int7 rows. */
export function addNoise(
  noise: PearlNoise,
  row: Int8Array,
  rowAt: number,
  dense: Int8Array,
  denseAt: number,
  out: Int8Array,
  outAt: number,
): void {
  const { first, second } = noise;
  for (let l = 0; l < first.length; l++) {
    out[outAt + l] =
      (row[rowAt + l] as number) +
      (dense[denseAt + (first[l] as number)] as number) -
      (dense[denseAt + (second[l] as number)] as number);
  }
}
