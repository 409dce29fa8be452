import { highWord, withHighWord } from './float-bits.js';

// Method and coefficients of fdlibm's e_log.c and s_log1p.c (Sun Microsystems, 1993; see NOTICE).
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const TWO54 = 18014398509481984;

/**
 * Natural logarithm, within 1 ulp, the same bits on every engine. NaN below 0, -Infinity at 0.
 *
 * @example
 * ln(10) // 2.302585092994046
 */
export function ln(x: number): number {
  if (!(x > 0)) return x === 0 ? Number.NEGATIVE_INFINITY : Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  let k = 0;
  let normal = x;
  if (x < 2.2250738585072014e-308) {
    k = -54;
    normal = x * TWO54;
  }
  let high = highWord(normal);
  k += (high >> 20) - 1023;
  high &= 0x000fffff;
  const carry = (high + 0x95f64) & 0x100000;
  const fraction = withHighWord(normal, high | (carry ^ 0x3ff00000));
  k += carry >> 20;
  const f = fraction - 1;
  if ((0x000fffff & (2 + high)) < 3) {
    if (f === 0) return k === 0 ? 0 : k * LN2_HIGH + k * LN2_LOW;
    const R = f * f * (0.5 - 0.3333333333333333 * f);
    return k === 0 ? f - R : k * LN2_HIGH - (R - k * LN2_LOW - f);
  }
  const s = f / (2 + f);
  const R = seriesRemainder(s);
  if (((high - 0x6147a) | (0x6b851 - high)) > 0) {
    const halfSquare = 0.5 * f * f;
    if (k === 0) return f - (halfSquare - s * (halfSquare + R));
    return k * LN2_HIGH - (halfSquare - (s * (halfSquare + R) + k * LN2_LOW) - f);
  }
  if (k === 0) return f - s * (f - R);
  return k * LN2_HIGH - (s * (f - R) - k * LN2_LOW - f);
}

/** What remains of ln((1+s)/(1-s))/s - 2 after the terms that `ln` adds exactly. */
function seriesRemainder(s: number): number {
  const z = s * s;
  const w = z * z;
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const even = z * (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  return even + odd;
}

/**
 * ln(1 + x) without the loss of digits near 0, within 2 ulp.
 *
 * @example
 * log1p(1e-10) // 9.999999999500001e-11
 */
export function log1p(x: number): number {
  if (Math.abs(x) < 2 ** -54) return x;
  const u = 1 + x;
  if (!(u > 0) || u === Number.POSITIVE_INFINITY) return ln(u);
  // The rounding error of 1 + x is known exactly and enters to first order.
  const lost = x >= 1 ? 1 - (u - x) : x - (u - 1);
  return ln(u) + lost / u;
}

/**
 * Base-2 logarithm, exact for powers of two, otherwise within 2 ulp.
 *
 * @example
 * log2(1024) // 10
 */
export function log2(x: number): number {
  if (x >= 2.2250738585072014e-308 && x < Number.POSITIVE_INFINITY) {
    const high = highWord(x);
    const exponent = (high >> 20) - 1023;
    if (withHighWord(x, (high & 0x000fffff) | 0x3ff00000) === 1) return exponent;
  }
  return ln(x) * Math.LOG2E;
}

/**
 * Base-10 logarithm, exact for powers of ten from 1e0 to 1e22, otherwise within 2 ulp.
 *
 * @example
 * log10(1e12) // 12
 */
export function log10(x: number): number {
  const value = ln(x) * Math.LOG10E;
  const nearest = Math.round(value);
  return nearest >= 0 && nearest <= 22 && x === POWERS_OF_TEN[nearest] ? nearest : value;
}

const POWERS_OF_TEN = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
];
