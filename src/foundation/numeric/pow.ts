import { reducedExpPolynomial } from './exp.js';
import { clearLowWord, highWord, scaleByPowerOfTwo, withHighWord } from './float-bits.js';

// Method and coefficients of fdlibm's e_pow.c (Sun Microsystems, 1993, 2004; see NOTICE).
const TWO_THIRDS_LOG2E_PAIR = {
  value: 0.9617966939259756,
  high: 0.9617967009544373,
  low: -7.028461650952758e-9,
};
const LOG2_OF_1_5_HIGH = 0.5849624872207642;
const LOG2_OF_1_5_LOW = 1.350039202129749e-8;
const LN2 = Math.LN2;
const LN2_HIGH = 0.6931471824645996;
const LN2_LOW = -1.904654299957768e-9;
const TWO53 = 9007199254740992;

/**
 * x^y with the special cases of the language's own power, within 1 ulp, the same bits on every engine.
 *
 * @example
 * pow(2, 0.5) // 1.4142135623730951
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return Number.NaN;
  if (y === 1) return x;
  if (y === 2) return x * x;
  if (y === 0.5 && x > 0) return Math.sqrt(x);
  const magnitude = Math.abs(x);
  const negative = x < 0 || Object.is(x, -0);
  const integer = Math.floor(y) === y;
  const odd = integer && Math.abs(y) < TWO53 && Math.abs(y % 2) === 1;
  const sign = negative && odd ? -1 : 1;
  if (!Number.isFinite(y)) {
    if (magnitude === 1) return Number.NaN;
    return magnitude > 1 === y > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  if (magnitude === 0 || magnitude === Number.POSITIVE_INFINITY)
    return sign * ((magnitude === 0) === y > 0 ? 0 : Number.POSITIVE_INFINITY);
  if (negative && !integer) return Number.NaN;
  return magnitude === 1 ? sign : sign * positivePower(magnitude, y);
}

/** x^y for finite x > 0 and finite y: log2(x) as a sum of two doubles, times y, then 2 to that power. */
function positivePower(x: number, y: number): number {
  let exponent = 0;
  let scaled = x;
  if (x < 2.2250738585072014e-308) {
    scaled = x * TWO53;
    exponent = -53;
  }
  let high = highWord(scaled);
  exponent += (high >> 20) - 1023;
  const fraction = high & 0x000fffff;
  high = fraction | 0x3ff00000;
  let aboveSqrt = 0;
  if (fraction > 0x3988e) {
    if (fraction < 0xbb67a) aboveSqrt = 1;
    else {
      exponent += 1;
      high -= 0x00100000;
    }
  }
  const mantissa = withHighWord(scaled, high);
  const base = aboveSqrt === 1 ? 1.5 : 1;

  const u = mantissa - base;
  const v = 1 / (mantissa + base);
  const s = u * v;
  const sHigh = clearLowWord(s);
  const sumHigh = withHighWord(0, ((high >> 1) | 0x20000000) + 0x00080000 + (aboveSqrt << 18));
  const sumLow = mantissa - (sumHigh - base);
  const sLow = v * (u - sHigh * sumHigh - sHigh * sumLow);
  const s2 = s * s;
  const tail = s2 * s2 * logPolynomial(s2) + sLow * (sHigh + s);
  const sHigh2 = sHigh * sHigh;
  const tHigh = clearLowWord(3 + sHigh2 + tail);
  const tLow = tail - (tHigh - 3 - sHigh2);
  const productHigh = sHigh * tHigh;
  const productLow = sLow * tHigh + tLow * s;
  const pHigh = clearLowWord(productHigh + productLow);
  const pLow = productLow - (pHigh - productHigh);
  const zHigh = TWO_THIRDS_LOG2E_PAIR.high * pHigh;
  const zLow =
    TWO_THIRDS_LOG2E_PAIR.low * pHigh + pLow * TWO_THIRDS_LOG2E_PAIR.value + (aboveSqrt === 1 ? LOG2_OF_1_5_LOW : 0);
  const offset = aboveSqrt === 1 ? LOG2_OF_1_5_HIGH : 0;
  const logHigh = clearLowWord(zHigh + zLow + offset + exponent);
  const logLow = zLow - (logHigh - exponent - offset - zHigh);

  const rough = y * logHigh;
  if (rough > 1100) return Number.POSITIVE_INFINITY;
  if (rough < -1200) return 0;
  const yHigh = clearLowWord(y);
  const low = (y - yHigh) * logHigh + y * logLow;
  return powerOfTwo(yHigh * logHigh, low);
}

function logPolynomial(s2: number): number {
  return (
    0.5999999999999946 +
    s2 *
      (0.4285714285785502 +
        s2 * (0.33333332981837743 + s2 * (0.272728123808534 + s2 * (0.23066074577556175 + s2 * 0.20697501780033842))))
  );
}

/** 2^(high + low) where |low| is far below one. */
function powerOfTwo(high: number, low: number): number {
  const z = high + low;
  if (z >= 1024.5) return Number.POSITIVE_INFINITY;
  if (z < -1080) return 0;
  const n = Math.round(z);
  const rest = high - n;
  const t = clearLowWord(rest + low);
  const u = t * LN2_HIGH;
  const v = (low - (t - rest)) * LN2 + t * LN2_LOW;
  const sum = u + v;
  const lost = v - (sum - u);
  const square = sum * sum;
  const t1 = sum - square * reducedExpPolynomial(square);
  const r = (sum * t1) / (t1 - 2) - (lost + sum * lost);
  return scaleByPowerOfTwo(1 - (r - sum), n);
}
