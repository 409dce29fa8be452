/** First eight words of the fraction of the square roots of the first primes, as in SHA-256. */
const IV0 = 0x6a09e667 | 0;
const IV1 = 0xbb67ae85 | 0;
const IV2 = 0x3c6ef372 | 0;
const IV3 = 0xa54ff53a | 0;

export const CHUNK_START = 1;
export const CHUNK_END = 2;
export const PARENT = 4;
export const ROOT = 8;
export const KEYED_HASH = 16;

const PERMUTATION = [2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8];
const ROUNDS = 7;

/** Message word that each of the 16 places of each round takes. */
const ORDER = messageOrder();

function messageOrder(): Uint8Array {
  const order = new Uint8Array(16 * ROUNDS);
  for (let i = 0; i < 16; i++) order[i] = i;
  for (let i = 16; i < order.length; i++) order[i] = order[i - (i % 16) - 16 + PERMUTATION[i % 16]!]!;
  return order;
}

/**
 * BLAKE3's compression of one 64-byte block: chaining words `cv[cvAt..]`, message words `m[at..]`, chunk counter, block
 * length and flags give eight words in `out[outAt..]`, which may be `cv` itself. Written out because Merkle openings need
 * chaining values of single chunks, which hash libraries do not expose. Source: the BLAKE3 specification, section 2.2.
 */
export function compressBlock(
  cv: Int32Array,
  cvAt: number,
  m: Int32Array,
  at: number,
  counter: number,
  blockLength: number,
  flags: number,
  out: Int32Array,
  outAt: number,
): void {
  let v0 = cv[cvAt + 0] as number;
  let v1 = cv[cvAt + 1] as number;
  let v2 = cv[cvAt + 2] as number;
  let v3 = cv[cvAt + 3] as number;
  let v4 = cv[cvAt + 4] as number;
  let v5 = cv[cvAt + 5] as number;
  let v6 = cv[cvAt + 6] as number;
  let v7 = cv[cvAt + 7] as number;
  let v8 = IV0;
  let v9 = IV1;
  let v10 = IV2;
  let v11 = IV3;
  let v12 = counter | 0;
  let v13 = Math.floor(counter / 4294967296) | 0;
  let v14 = blockLength;
  let v15 = flags;
  for (let s = 0; s < 112; s += 16) {
    v0 = (v0 + v4 + (m[at + ORDER[s + 0]!] as number)) | 0;
    v12 ^= v0;
    v12 = (v12 >>> 16) | (v12 << 16);
    v8 = (v8 + v12) | 0;
    v4 ^= v8;
    v4 = (v4 >>> 12) | (v4 << 20);
    v0 = (v0 + v4 + (m[at + ORDER[s + 1]!] as number)) | 0;
    v12 ^= v0;
    v12 = (v12 >>> 8) | (v12 << 24);
    v8 = (v8 + v12) | 0;
    v4 ^= v8;
    v4 = (v4 >>> 7) | (v4 << 25);
    v1 = (v1 + v5 + (m[at + ORDER[s + 2]!] as number)) | 0;
    v13 ^= v1;
    v13 = (v13 >>> 16) | (v13 << 16);
    v9 = (v9 + v13) | 0;
    v5 ^= v9;
    v5 = (v5 >>> 12) | (v5 << 20);
    v1 = (v1 + v5 + (m[at + ORDER[s + 3]!] as number)) | 0;
    v13 ^= v1;
    v13 = (v13 >>> 8) | (v13 << 24);
    v9 = (v9 + v13) | 0;
    v5 ^= v9;
    v5 = (v5 >>> 7) | (v5 << 25);
    v2 = (v2 + v6 + (m[at + ORDER[s + 4]!] as number)) | 0;
    v14 ^= v2;
    v14 = (v14 >>> 16) | (v14 << 16);
    v10 = (v10 + v14) | 0;
    v6 ^= v10;
    v6 = (v6 >>> 12) | (v6 << 20);
    v2 = (v2 + v6 + (m[at + ORDER[s + 5]!] as number)) | 0;
    v14 ^= v2;
    v14 = (v14 >>> 8) | (v14 << 24);
    v10 = (v10 + v14) | 0;
    v6 ^= v10;
    v6 = (v6 >>> 7) | (v6 << 25);
    v3 = (v3 + v7 + (m[at + ORDER[s + 6]!] as number)) | 0;
    v15 ^= v3;
    v15 = (v15 >>> 16) | (v15 << 16);
    v11 = (v11 + v15) | 0;
    v7 ^= v11;
    v7 = (v7 >>> 12) | (v7 << 20);
    v3 = (v3 + v7 + (m[at + ORDER[s + 7]!] as number)) | 0;
    v15 ^= v3;
    v15 = (v15 >>> 8) | (v15 << 24);
    v11 = (v11 + v15) | 0;
    v7 ^= v11;
    v7 = (v7 >>> 7) | (v7 << 25);
    v0 = (v0 + v5 + (m[at + ORDER[s + 8]!] as number)) | 0;
    v15 ^= v0;
    v15 = (v15 >>> 16) | (v15 << 16);
    v10 = (v10 + v15) | 0;
    v5 ^= v10;
    v5 = (v5 >>> 12) | (v5 << 20);
    v0 = (v0 + v5 + (m[at + ORDER[s + 9]!] as number)) | 0;
    v15 ^= v0;
    v15 = (v15 >>> 8) | (v15 << 24);
    v10 = (v10 + v15) | 0;
    v5 ^= v10;
    v5 = (v5 >>> 7) | (v5 << 25);
    v1 = (v1 + v6 + (m[at + ORDER[s + 10]!] as number)) | 0;
    v12 ^= v1;
    v12 = (v12 >>> 16) | (v12 << 16);
    v11 = (v11 + v12) | 0;
    v6 ^= v11;
    v6 = (v6 >>> 12) | (v6 << 20);
    v1 = (v1 + v6 + (m[at + ORDER[s + 11]!] as number)) | 0;
    v12 ^= v1;
    v12 = (v12 >>> 8) | (v12 << 24);
    v11 = (v11 + v12) | 0;
    v6 ^= v11;
    v6 = (v6 >>> 7) | (v6 << 25);
    v2 = (v2 + v7 + (m[at + ORDER[s + 12]!] as number)) | 0;
    v13 ^= v2;
    v13 = (v13 >>> 16) | (v13 << 16);
    v8 = (v8 + v13) | 0;
    v7 ^= v8;
    v7 = (v7 >>> 12) | (v7 << 20);
    v2 = (v2 + v7 + (m[at + ORDER[s + 13]!] as number)) | 0;
    v13 ^= v2;
    v13 = (v13 >>> 8) | (v13 << 24);
    v8 = (v8 + v13) | 0;
    v7 ^= v8;
    v7 = (v7 >>> 7) | (v7 << 25);
    v3 = (v3 + v4 + (m[at + ORDER[s + 14]!] as number)) | 0;
    v14 ^= v3;
    v14 = (v14 >>> 16) | (v14 << 16);
    v9 = (v9 + v14) | 0;
    v4 ^= v9;
    v4 = (v4 >>> 12) | (v4 << 20);
    v3 = (v3 + v4 + (m[at + ORDER[s + 15]!] as number)) | 0;
    v14 ^= v3;
    v14 = (v14 >>> 8) | (v14 << 24);
    v9 = (v9 + v14) | 0;
    v4 ^= v9;
    v4 = (v4 >>> 7) | (v4 << 25);
  }
  out[outAt + 0] = v0 ^ v8;
  out[outAt + 1] = v1 ^ v9;
  out[outAt + 2] = v2 ^ v10;
  out[outAt + 3] = v3 ^ v11;
  out[outAt + 4] = v4 ^ v12;
  out[outAt + 5] = v5 ^ v13;
  out[outAt + 6] = v6 ^ v14;
  out[outAt + 7] = v7 ^ v15;
}
