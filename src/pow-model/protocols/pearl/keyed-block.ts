import { CHUNK_END, CHUNK_START, compressBlock, KEYED_HASH, ROOT } from './blake3-compress.js';

/** Eight little-endian words of 32 bytes. */
export function wordsOf(bytes: Uint8Array): Int32Array {
  const words = new Int32Array(bytes.length >> 2);
  readWords(bytes, 0, words, 0, words.length);
  return words;
}

/** Reads `count` little-endian words from `bytes[from..]` into `words[to..]`. */
export function readWords(bytes: Uint8Array, from: number, words: Int32Array, to: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const at = from + 4 * i;
    words[to + i] =
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
  }
}

/** The bytes of little-endian words. */
export function bytesOf(words: Int32Array): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (words[i >> 2] as number) >>> (8 * (i & 3));
  return bytes;
}

/** Keyed BLAKE3 of exactly 64 bytes, given as 16 words: one compression. */
export function keyedBlockHash(key: Int32Array, message: Int32Array, out: Int32Array): void {
  compressBlock(key, 0, message, 0, 0, 64, CHUNK_START | CHUNK_END | ROOT | KEYED_HASH, out, 0);
}
