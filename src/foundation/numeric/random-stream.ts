import { sha256 } from '@noble/hashes/sha2.js';

// Bound once: inside a vm context each look-up of a global costs as much as a draw.
const { imul } = Math;

const TWO_POW_MINUS_53 = 2 ** -53;

/**
 * A stream of pseudo-random numbers: xoshiro128** 1.1 (D. Blackman and S. Vigna, "Scrambled linear pseudorandom number
 * generators", ACM TOMS 47, 2021). Period 2^128 - 1; the state is the only thing that changes.
 */
export class RandomStream {
  private s0: number;
  private s1: number;
  private s2: number;
  private s3: number;

  /** Four 32-bit words, not all zero. */
  constructor(s0: number, s1: number, s2: number, s3: number) {
    if ((s0 | s1 | s2 | s3) === 0) throw new Error('A xoshiro128** state must not be all zeros.');
    this.s0 = s0 | 0;
    this.s1 = s1 | 0;
    this.s2 = s2 | 0;
    this.s3 = s3 | 0;
  }

  /** A uniform integer in [0, 2^32). */
  nextUint32(): number {
    const s1 = this.s1;
    const scrambled = imul(s1, 5);
    const result = imul((scrambled << 7) | (scrambled >>> 25), 9) >>> 0;
    this.s2 ^= this.s0;
    this.s3 ^= s1;
    this.s1 ^= this.s2;
    this.s0 ^= this.s3;
    this.s2 ^= s1 << 9;
    this.s3 = (this.s3 << 11) | (this.s3 >>> 21);
    return result;
  }

  /** A uniform double in [0, 1) on the grid of 2^-53; takes two 32-bit draws. */
  nextUniform(): number {
    const high = this.nextUint32() >>> 5;
    const low = this.nextUint32() >>> 6;
    return (high * 67108864 + low) * TWO_POW_MINUS_53;
  }

  /** A uniform double strictly between 0 and 1 on the grid of odd multiples of 2^-53; takes two 32-bit draws. */
  nextOpenUniform(): number {
    const high = this.nextUint32() >>> 6;
    const low = this.nextUint32() >>> 6;
    return (2 * (high * 67108864 + low) + 1) * TWO_POW_MINUS_53;
  }

  /** An unbiased integer in [0, bound) for an integer bound in 1..2^32; rejects less than half of the draws. */
  nextBelow(bound: number): number {
    if (!(Number.isInteger(bound) && bound >= 1 && bound <= 4294967296))
      throw new Error(`The bound of a random integer must be an integer in 1..2^32, not ${bound}.`);
    const limit = 4294967296 - (4294967296 % bound);
    let draw = this.nextUint32();
    while (draw >= limit) draw = this.nextUint32();
    return draw % bound;
  }
}

/**
 * The stream of one named source of randomness (I2): its state is a hash of (seed, run, name), so that adding or
 * removing another stream never shifts its draws. The same name gives the same numbers each time it is created.
 * `seed` is an integer in +-2^53 or a text; `run` numbers replications.
 *
 * @example
 * createStream(42, 'arrivals').nextUint32() // 3730554720
 */
export function createStream(seed: number | string, name: string, run = 0): RandomStream {
  if (typeof seed === 'number' && !Number.isSafeInteger(seed)) throw new Error(`A seed is an integer, not ${seed}.`);
  if (!Number.isSafeInteger(run) || run < 0) throw new Error(`A run number is a natural number, not ${run}.`);
  const key = JSON.stringify([typeof seed === 'number' ? String(seed) : `text:${seed}`, run, name]);
  const digest = sha256(utf16Bytes(key));
  const view = new DataView(digest.buffer, digest.byteOffset);
  return new RandomStream(
    view.getUint32(0, true),
    view.getUint32(4, true),
    view.getUint32(8, true),
    view.getUint32(12, true),
  );
}

/** Little-endian UTF-16 code units; the core has no TextEncoder by type. */
function utf16Bytes(text: string): Uint8Array {
  const bytes = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i] = unit & 0xff;
    bytes[2 * i + 1] = unit >>> 8;
  }
  return bytes;
}
