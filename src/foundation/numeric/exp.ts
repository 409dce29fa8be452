import { scaleByPowerOfTwo } from './float-bits.js';

// Method and coefficients of fdlibm's e_exp.c and s_expm1.c (Sun Microsystems, 1993; see NOTICE).
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const INVERSE_LN2 = Math.LOG2E;
const OVERFLOW = 709.782712893384;
const UNDERFLOW = -745.1332191019411;
const TINY = 2 ** -28;
const NO_RESULT_DIGITS_LEFT = -56 * Math.LN2;

/**
 * e^x, within 1 ulp, the same bits on every engine.
 *
 * @example
 * exp(1) // 2.718281828459045
 */
export function exp(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < UNDERFLOW) return 0;
  if (x === 1) return Math.E;
  const magnitude = Math.abs(x);
  if (magnitude < TINY) return 1 + x;
  let k = 0;
  let high = x;
  let low = 0;
  if (magnitude > 0.34657359027997264) {
    k = magnitude < 1.0397207708399179 ? (x > 0 ? 1 : -1) : Math.trunc(INVERSE_LN2 * x + (x > 0 ? 0.5 : -0.5));
    high = x - k * LN2_HIGH;
    low = k * LN2_LOW;
  }
  const r = high - low;
  const t = r * r;
  const c = r - t * reducedExpPolynomial(t);
  if (k === 0) return 1 - ((r * c) / (c - 2) - r);
  return scaleByPowerOfTwo(1 - (low - (r * c) / (2 - c) - high), k);
}

/** The even polynomial in t = r^2 of the rational form of e^r on |r| <= ln(2)/2. */
export function reducedExpPolynomial(t: number): number {
  return (
    0.16666666666666602 +
    t * (-0.0027777777777015593 + t * (6.613756321437934e-5 + t * (-1.6533902205465252e-6 + t * 4.1381367970572385e-8)))
  );
}

/**
 * e^x - 1 without the loss of digits near 0, within 1 ulp.
 *
 * @example
 * expm1(1e-10) // 1.00000000005e-10
 */
export function expm1(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x > OVERFLOW) return Number.POSITIVE_INFINITY;
  if (x < NO_RESULT_DIGITS_LEFT) return -1;
  const magnitude = Math.abs(x);
  if (magnitude < 2 ** -54) return x;
  let k = 0;
  let r = x;
  let lost = 0;
  if (magnitude > 0.34657359027997264) {
    k = magnitude < 1.0397207708399179 ? (x > 0 ? 1 : -1) : Math.trunc(INVERSE_LN2 * x + (x > 0 ? 0.5 : -0.5));
    const high = x - k * LN2_HIGH;
    const low = k * LN2_LOW;
    r = high - low;
    lost = high - r - low;
  }
  const half = 0.5 * r;
  const square = r * half;
  const polynomial =
    1 +
    square *
      (-0.03333333333333313 +
        square *
          (0.0015873015872548146 +
            square * (-7.93650757867488e-5 + square * (4.008217827329362e-6 + square * -2.0109921818362437e-7))));
  const t = 3 - polynomial * half;
  let e = square * ((polynomial - t) / (6 - r * t));
  if (k === 0) return r - (r * e - square);
  e = r * (e - lost) - lost - square;
  if (k === -1) return 0.5 * (r - e) - 0.5;
  if (k === 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k <= -2 || k > 56) return scaleByPowerOfTwo(1 - (e - r), k) - 1;
  const inverse = scaleByPowerOfTwo(1, -k);
  return k < 20 ? scaleByPowerOfTwo(1 - inverse - (e - r), k) : scaleByPowerOfTwo(r - (e + inverse) + 1, k);
}

/**
 * Hyperbolic tangent, within a few ulp.
 *
 * @example
 * tanh(0.5) // 0.46211715726000974
 */
export function tanh(x: number): number {
  if (x === 0) return x;
  const magnitude = Math.abs(x);
  if (magnitude > 22) return Math.sign(x);
  const e = expm1(-2 * magnitude);
  const value = -e / (e + 2);
  return x < 0 ? -value : value;
}
