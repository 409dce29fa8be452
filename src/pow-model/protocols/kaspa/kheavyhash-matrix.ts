const SIDE = 64;
const MASK = (1n << 64n) - 1n;
/** Pivots below this count as zero, as in the reference's rank. */
const EPSILON = 1e-9;

/** xoshiro256++ seeded with the four little-endian words of a hash. */
function xoshiro(seed: Uint8Array): () => bigint {
  const view = new DataView(seed.buffer, seed.byteOffset, seed.length);
  let [s0, s1, s2, s3] = [0, 8, 16, 24].map((at) => view.getBigUint64(at, true)) as [bigint, bigint, bigint, bigint];
  const rotate = (value: bigint, by: bigint) => ((value << by) | (value >> (64n - by))) & MASK;
  return () => {
    const result = (rotate((s0 + s3) & MASK, 23n) + s0) & MASK;
    const shifted = (s1 << 17n) & MASK;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotate(s3, 45n);
    return result;
  };
}

/** Rank of a 64 x 64 matrix by elimination in double precision. */
function hasFullRank(matrix: Uint8Array): boolean {
  const rows = Float64Array.from(matrix);
  const used = new Uint8Array(SIDE);
  for (let column = 0; column < SIDE; column++) {
    let pivot = 0;
    while (pivot < SIDE && (used[pivot] !== 0 || Math.abs(rows[pivot * SIDE + column]!) <= EPSILON)) pivot++;
    if (pivot === SIDE) return false;
    used[pivot] = 1;
    for (let j = column + 1; j < SIDE; j++) rows[pivot * SIDE + j]! /= rows[pivot * SIDE + column]!;
    for (let i = 0; i < SIDE; i++) {
      if (i === pivot || Math.abs(rows[i * SIDE + column]!) <= EPSILON) continue;
      for (let j = column + 1; j < SIDE; j++) {
        rows[i * SIDE + j]! -= rows[pivot * SIDE + j]! * rows[i * SIDE + column]!;
      }
    }
  }
  return true;
}

/**
 * The 64 x 64 matrix of 4-bit entries that a block's hash without nonce stands for, row-major: drawn until it has full rank.
 * Source: kaspanet/rusty-kaspa@593399e:consensus/pow/src/matrix.rs.
 */
export function heavyMatrix(prePowHash: Uint8Array): Uint8Array {
  const next = xoshiro(prePowHash);
  for (;;) {
    const matrix = new Uint8Array(SIDE * SIDE);
    for (let at = 0; at < matrix.length; at += 16) {
      const word = next();
      for (let i = 0; i < 16; i++) matrix[at + i] = Number((word >> BigInt(4 * i)) & 0xfn);
    }
    if (hasFullRank(matrix)) return matrix;
  }
}

/** The hash's nibbles times the matrix, four high bits of each sum, XOR the hash. */
export function heavyProduct(matrix: Uint8Array, hash: Uint8Array): Uint8Array {
  const nibbles = new Uint8Array(SIDE);
  for (let i = 0; i < 32; i++) {
    nibbles[2 * i] = hash[i]! >> 4;
    nibbles[2 * i + 1] = hash[i]! & 15;
  }
  const product = new Uint8Array(32);
  for (let row = 0; row < SIDE; row++) {
    let sum = 0;
    for (let j = 0; j < SIDE; j++) sum += matrix[row * SIDE + j]! * nibbles[j]!;
    product[row >> 1]! |= (sum >> 10) << (row % 2 === 0 ? 4 : 0);
  }
  for (let i = 0; i < 32; i++) product[i]! ^= hash[i]!;
  return product;
}
