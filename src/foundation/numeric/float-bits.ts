const doubles = new Float64Array(1);
const words = new Int32Array(doubles.buffer);

doubles[0] = 1;
/** Index of the word with sign and exponent; it depends on the byte order of the machine. */
const HIGH = words[1] === 0x3ff00000 ? 1 : 0;

/** Sign, exponent and the 20 leading fraction bits of a double, as a signed 32-bit integer. */
export function highWord(x: number): number {
  doubles[0] = x;
  return words[HIGH]!;
}

/** The double with the given high word and the low word of `x`. */
export function withHighWord(x: number, high: number): number {
  doubles[0] = x;
  words[HIGH] = high;
  return doubles[0];
}

/** `x` with its low 32 fraction bits cleared, so that products of two such numbers are exact. */
export function clearLowWord(x: number): number {
  doubles[0] = x;
  words[1 - HIGH] = 0;
  return doubles[0];
}

const LOWEST = -1022;
const powersOfTwo = new Float64Array(1024 - LOWEST);
for (let k = 0, value = 2 ** -1022; k < powersOfTwo.length; k++, value *= 2) powersOfTwo[k] = value;

/** `x * 2^k` for an integer k and an x near one, with one rounding at most where the result is subnormal. */
export function scaleByPowerOfTwo(x: number, k: number): number {
  if (k >= LOWEST && k <= 1023) return x * powersOfTwo[k - LOWEST]!;
  if (k > 1023)
    return k > 2046 ? x * Number.POSITIVE_INFINITY : x * powersOfTwo[1023 - LOWEST]! * powersOfTwo[k - 1023 - LOWEST]!;
  return k < -1500 ? x * 0 : x * powersOfTwo[k + 1000 - LOWEST]! * 2 ** -1000;
}
