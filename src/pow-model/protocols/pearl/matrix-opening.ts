import { CHUNK_BYTES, chunkCount, chunkValue, leftCount, nodeValue, parentValue } from './chunk-tree.js';
import { bytesOf, wordsOf } from './keyed-block.js';

/** Some rows of a committed matrix with what it takes to recompute the commitment. */
export interface MatrixOpening {
  /** The opened chunks, 1024 bytes each, ascending. */
  readonly chunks: Uint8Array;
  /** Values of the largest subtrees without an opened chunk, 32 bytes each, from left to right. */
  readonly siblings: Uint8Array;
}

/**
 * Chunks, ascending, that hold the given rows, with the last chunk of the matrix added: its place at the right edge of
 * the tree is what ties the number of rows to the root.
 */
export function openedChunks(rowBytes: number, rows: readonly number[], rowCount: number): number[] {
  const last = chunkCount(rowCount * rowBytes) - 1;
  const chunks = new Set<number>([last]);
  for (const row of rows) {
    const first = Math.floor((row * rowBytes) / CHUNK_BYTES);
    const final = Math.floor((row * rowBytes + rowBytes - 1) / CHUNK_BYTES);
    for (let chunk = first; chunk <= final; chunk++) chunks.add(chunk);
  }
  return [...chunks].sort((a, b) => a - b);
}

/** Opens the given chunks of a matrix whose chunk values are known. */
export function openMatrix(
  key: Int32Array,
  bytes: Uint8Array,
  values: Int32Array,
  opened: readonly number[],
): MatrixOpening {
  const chunks = new Uint8Array(opened.length * CHUNK_BYTES);
  opened.forEach((chunk, i) => {
    chunks.set(bytes.subarray(chunk * CHUNK_BYTES, (chunk + 1) * CHUNK_BYTES), i * CHUNK_BYTES);
  });
  const siblings: Uint8Array[] = [];
  let next = 0;
  const walk = (start: number, count: number): void => {
    if (next >= opened.length || opened[next]! >= start + count) {
      siblings.push(bytesOf(nodeValue(key, values, start, count)));
    } else if (count === 1) next += 1;
    else {
      const left = leftCount(count);
      walk(start, left);
      walk(start + left, count - left);
    }
  };
  walk(0, values.length / 8);
  const joined = new Uint8Array(siblings.length * 32);
  siblings.forEach((sibling, i) => {
    joined.set(sibling, i * 32);
  });
  return { chunks, siblings: joined };
}

/**
 * The root that an opening leads to, or null if it has a sibling too few or too many. Work is linear in the opened chunks
 * times the depth of the tree, whatever the claimed size of the matrix.
 */
export function rootOfOpening(
  key: Int32Array,
  opening: MatrixOpening,
  opened: readonly number[],
  totalChunks: number,
): Uint8Array | null {
  const siblings = wordsOf(opening.siblings);
  let nextOpened = 0;
  let nextSibling = 0;
  const walk = (start: number, count: number): Int32Array => {
    const out = new Int32Array(8);
    if (nextOpened >= opened.length || opened[nextOpened]! >= start + count) {
      out.set(siblings.subarray(nextSibling, nextSibling + 8));
      nextSibling += 8;
    } else if (count === 1) {
      chunkValue(key, opening.chunks, nextOpened * CHUNK_BYTES, start, totalChunks === 1, out, 0);
      nextOpened += 1;
    } else {
      const left = leftCount(count);
      parentValue(key, walk(start, left), walk(start + left, count - left), count === totalChunks, out);
    }
    return out;
  };
  const root = walk(0, totalChunks);
  return nextSibling === siblings.length ? bytesOf(root) : null;
}

/** The bytes of one row out of the opened chunks. */
export function openedRow(
  opening: MatrixOpening,
  opened: readonly number[],
  row: number,
  rowBytes: number,
): Int8Array<ArrayBuffer> {
  const out = new Uint8Array(rowBytes);
  const begin = row * rowBytes;
  const first = Math.floor(begin / CHUNK_BYTES);
  let place = opened.indexOf(first);
  let copied = 0;
  for (let from = begin - first * CHUNK_BYTES; copied < rowBytes; from = 0, place++) {
    const length = Math.min(CHUNK_BYTES - from, rowBytes - copied);
    const at = place * CHUNK_BYTES + from;
    out.set(opening.chunks.subarray(at, at + length), copied);
    copied += length;
  }
  return new Int8Array(out.buffer);
}
