import { exp, ln } from '../../foundation/portable-math.js';

/**
 * Exact one-sided sign test: the chance that at least `above` of `n` independent values lie above their median.
 *
 * @example
 * signTestP(8, 8) // 0.00390625 to 12 digits
 */
export function signTestP(above: number, n: number): number {
  if (above <= 0) return 1;
  let lnTerm = -n * ln(2);
  let sum = 0;
  // Terms from n downwards are binomial coefficients C(n, k) / 2^n, each from the one before.
  for (let k = n; k >= above; k--) {
    sum += exp(lnTerm);
    if (k > 0) lnTerm += ln(k) - ln(n - k + 1);
  }
  return Math.min(1, sum);
}
