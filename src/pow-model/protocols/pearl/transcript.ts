import { keyedBlockHash } from './keyed-block.js';

/** Words of the transcript that a tile's partial sums are folded into. */
const TRANSCRIPT_WORDS = 16;

/** Folds the XOR of a tile's accumulators after each rank-wide block: J[b mod 16] = rotl(J[b mod 16], 13) XOR x[b]. */
export function foldTranscript(xors: Int32Array, out: Int32Array): void {
  out.fill(0);
  for (let b = 0; b < xors.length; b++) {
    const place = b % TRANSCRIPT_WORDS;
    const word = out[place] as number;
    out[place] = ((word << 13) | (word >>> 19)) ^ (xors[b] as number);
  }
}

/** A tile's ticket: BLAKE3 of its transcript keyed with A's seed, eight little-endian words. */
export function ticketOf(seedA: Int32Array, xors: Int32Array, out: Int32Array): void {
  const transcript = new Int32Array(TRANSCRIPT_WORDS);
  foldTranscript(xors, transcript);
  keyedBlockHash(seedA, transcript, out);
}

/** A bound below 2^256 as eight little-endian words, to be compared with tickets. */
export function boundWords(bound: bigint): Int32Array {
  const words = new Int32Array(8);
  for (let i = 0; i < 8; i++) words[i] = Number(BigInt.asIntN(32, bound >> BigInt(32 * i)));
  return words;
}

/** Whether a ticket, read as a little-endian 256-bit number, is at most the bound. */
export function ticketWins(ticket: Int32Array, bound: Int32Array): boolean {
  for (let i = 7; i >= 0; i--) {
    const difference = ((ticket[i] as number) >>> 0) - ((bound[i] as number) >>> 0);
    if (difference !== 0) return difference < 0;
  }
  return true;
}

/**
 * Accumulators of one tile over rows of A' and B' (each `k` long, packed), with the XOR of all accumulators after each
 * block of `rank`. Positions beyond the last whole block do not count.
 */
export function tileAccumulators(
  rows: Int8Array,
  h: number,
  cols: Int8Array,
  w: number,
  k: number,
  rank: number,
  xors: Int32Array,
): Int32Array {
  const sums = new Int32Array(h * w);
  const blocks = Math.floor(k / rank);
  for (let u = 0; u < h; u++) {
    for (let v = 0; v < w; v++) {
      let sum = 0;
      for (let b = 0, l = 0; b < blocks; b++) {
        for (const end = l + rank; l < end; l++) {
          sum = (sum + (rows[u * k + l] as number) * (cols[v * k + l] as number)) | 0;
        }
        xors[b] = (xors[b] as number) ^ sum;
      }
      sums[u * w + v] = sum;
    }
  }
  return sums;
}
