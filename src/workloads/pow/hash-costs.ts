// All in 32-bit integer operations of two inputs. A rotation is one operation, as on chips with a funnel shifter.

/** One SHA-256 compression, naively: 64 rounds of 24 and 48 message words of 13 operations (FIPS 180-4). */
export const SHA256_COMPRESSION_OPS = 64 * 24 + 48 * 13;

/** One BLAKE3 compression: 7 rounds of 8 quarter-rounds of 14 operations, and 8 final XORs (BLAKE3 paper, section 2.2). */
export const BLAKE3_COMPRESSION_OPS = 7 * 8 * 14 + 8;

/** BLAKE3 of a long message: 16 compressions a chunk of 1024 bytes and one parent node a chunk. */
export const BLAKE3_OPS_PER_BYTE = (17 * BLAKE3_COMPRESSION_OPS) / 1024;

/**
 * One Keccak permutation round on `words` 32-bit words a lane: theta 20 + 5 + 5 + 25, rho 24, chi 75, iota 1
 * (FIPS 202, section 3.2).
 */
function keccakRoundOps(words: number): number {
  return (20 + 5 + 5 + 25 + 24 + 75 + 1) * words;
}

/** Keccak-f[1600]: 24 rounds on 64-bit lanes. */
export const KECCAK_F1600_OPS = 24 * keccakRoundOps(2);

/** Keccak-f[800]: 22 rounds on 32-bit lanes. */
export const KECCAK_F800_OPS = 22 * keccakRoundOps(1);

/** Salsa20/8 core: 4 double rounds of 32 steps (add, rotate, XOR), 16 final adds and 16 XORs of the input block. */
export const SALSA20_8_OPS = 4 * 32 * 3 + 16 + 16;
