import { CHUNK_END, CHUNK_START, compressBlock, KEYED_HASH, PARENT, ROOT } from './blake3-compress.js';
import { readWords } from './keyed-block.js';

/** Leaves of BLAKE3's tree are chunks of 1024 bytes. */
export const CHUNK_BYTES = 1024;

const block = new Int32Array(16);

/** Chunks of a matrix of this many bytes, padded with zeros to whole chunks. */
export function chunkCount(byteLength: number): number {
  return Math.ceil(byteLength / CHUNK_BYTES);
}

/**
 * Chaining value of one whole chunk at `bytes[from..]`, zero beyond the end of `bytes`, into `out[outAt..]`. A matrix of
 * a single chunk is its own root.
 */
export function chunkValue(
  key: Int32Array,
  bytes: Uint8Array,
  from: number,
  counter: number,
  isRoot: boolean,
  out: Int32Array,
  outAt: number,
): void {
  for (let i = 0; i < 8; i++) out[outAt + i] = key[i]!;
  for (let part = 0; part < 16; part++) {
    const at = from + 64 * part;
    if (at + 64 <= bytes.length) readWords(bytes, at, block, 0, 16);
    else {
      const rest = new Uint8Array(64);
      rest.set(bytes.subarray(Math.min(at, bytes.length), bytes.length));
      readWords(rest, 0, block, 0, 16);
    }
    const place = (part === 0 ? CHUNK_START : 0) | (part === 15 ? CHUNK_END | (isRoot ? ROOT : 0) : 0);
    compressBlock(out, outAt, block, 0, counter, 64, KEYED_HASH | place, out, outAt);
  }
}

/** Chaining value of a parent from those of its children, `left[0..7]` and `right[0..7]`, into `out`. */
export function parentValue(
  key: Int32Array,
  left: Int32Array,
  right: Int32Array,
  isRoot: boolean,
  out: Int32Array,
): void {
  block.set(left.subarray(0, 8), 0);
  block.set(right.subarray(0, 8), 8);
  compressBlock(key, 0, block, 0, 0, 64, KEYED_HASH | PARENT | (isRoot ? ROOT : 0), out, 0);
}

/** Chunks in the left child of a node over `count` > 1 chunks: the largest power of two below `count`. */
export function leftCount(count: number): number {
  let size = 1;
  while (size * 2 < count) size *= 2;
  return size;
}

/** Chaining values of all chunks of a padded matrix, eight words each. */
export function chunkValues(key: Int32Array, bytes: Uint8Array): Int32Array {
  const count = chunkCount(bytes.length);
  const values = new Int32Array(count * 8);
  for (let i = 0; i < count; i++) chunkValue(key, bytes, i * CHUNK_BYTES, i, count === 1, values, i * 8);
  return values;
}

/** Value of the node over `count` chunks from `start`; the node over all chunks is the root, the keyed hash of the bytes. */
export function nodeValue(key: Int32Array, values: Int32Array, start: number, count: number): Int32Array {
  if (count === 1) return values.slice(start * 8, start * 8 + 8);
  const left = leftCount(count);
  const out = new Int32Array(8);
  const isRoot = count * 8 === values.length;
  parentValue(
    key,
    nodeValue(key, values, start, left),
    nodeValue(key, values, start + left, count - left),
    isRoot,
    out,
  );
  return out;
}
