import { exp } from './exp.js';
import { ln, log1p } from './ln.js';

const HALF_LN_TWO_PI = 0.9189385332046727;
const MAX_STEPS = 10_000;
const SMALLEST = 1e-300;

/**
 * ln(Gamma(x)) for x > 0; absolute error about 1e-15 times max(1, |result|). NaN for x <= 0.
 * Stirling's series after shifting x above 15 (Abramowitz and Stegun 6.1.40).
 *
 * @example
 * lgamma(5) // ln(24) = 3.1780538303479458 to 15 digits
 */
export function lgamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x === Number.POSITIVE_INFINITY) return x;
  if (x === 1 || x === 2) return 0;
  let shifted = x;
  let product = 1;
  while (shifted < 15) {
    product *= shifted;
    shifted += 1;
  }
  const w = 1 / (shifted * shifted);
  const series =
    (1 / 12 +
      w * (-1 / 360 + w * (1 / 1260 + w * (-1 / 1680 + w * (1 / 1188 + w * (-691 / 360360 + w * (1 / 156))))))) /
    shifted;
  return (shifted - 0.5) * ln(shifted) - shifted + HALF_LN_TWO_PI + series - ln(product);
}

/**
 * Regularised lower incomplete gamma function P(a, x), the CDF of a gamma variable of shape a > 0 and scale 1.
 * Series below a + 1, continued fraction above; relative error about 1e-13.
 *
 * @example
 * gammaP(1, 2) // 1 - exp(-2) = 0.8646647167633873 to 13 digits
 */
export function gammaP(a: number, x: number): number {
  if (!(a > 0) || Number.isNaN(x)) return Number.NaN;
  if (x <= 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  const front = exp(a * ln(x) - x - lgamma(a));
  if (x < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MAX_STEPS; n++) {
      term *= x / (a + n);
      sum += term;
      if (term < sum * 1e-16) return Math.min(1, sum * front);
    }
    return notConverged('gammaP', a, x);
  }
  let b = x + 1 - a;
  let c = 1 / SMALLEST;
  let d = 1 / b;
  let h = d;
  for (let n = 1; n < MAX_STEPS; n++) {
    const an = -n * (n - a);
    b += 2;
    d = 1 / awayFromZero(an * d + b);
    c = awayFromZero(b + an / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 4e-16) return Math.max(0, 1 - front * h);
  }
  return notConverged('gammaP', a, x);
}

/**
 * Regularised incomplete beta function I_x(a, b), the CDF of a beta(a, b) variable, for a, b > 0 and x in [0, 1].
 * Lentz's continued fraction; relative error about 1e-13.
 *
 * @example
 * betaI(0.5, 2, 3) // 0.6875 to 12 digits
 */
export function betaI(x: number, a: number, b: number): number {
  if (!(a > 0) || !(b > 0) || !(x >= 0 && x <= 1)) return Number.NaN;
  if (x === 0 || x === 1) return x;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaI(1 - x, b, a);
  const front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * ln(x) + b * log1p(-x)) / a;
  let c = 1;
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MAX_STEPS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / awayFromZero(1 + even * d);
    c = awayFromZero(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / awayFromZero(1 + odd * d);
    c = awayFromZero(1 + odd / c);
    const factor = d * c;
    h *= factor;
    if (Math.abs(factor - 1) < 4e-16) return front * h;
  }
  return notConverged('betaI', a, b);
}

/**
 * CDF of Student's t with the given degrees of freedom.
 *
 * @example
 * studentTCdf(2.228138851986275, 10) // 0.975 to 12 digits
 */
export function studentTCdf(t: number, degreesOfFreedom: number): number {
  const tail = 0.5 * betaI(degreesOfFreedom / (degreesOfFreedom + t * t), degreesOfFreedom / 2, 0.5);
  return t > 0 ? 1 - tail : tail;
}

/** Keeps Lentz's recurrences from dividing by zero. */
function awayFromZero(x: number): number {
  return Math.abs(x) < SMALLEST ? SMALLEST : x;
}

function notConverged(name: string, a: number, b: number): never {
  throw new Error(`${name} did not converge at (${a}, ${b}) within ${MAX_STEPS} steps.`);
}
