import { exp } from '../foundation/numeric/portable-math.js';

/** Largest distance between two distribution functions, with the probability of one as large by chance. */
export interface KsResult {
  readonly distance: number;
  readonly pValue: number;
}

/** One-sample Kolmogorov-Smirnov test of values against a continuous CDF. */
export function ksOneSample(values: ArrayLike<number>, cdf: (x: number) => number): KsResult {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  if (n === 0) throw new Error('A Kolmogorov-Smirnov test needs at least one value.');
  let distance = 0;
  for (let i = 0; i < n; i++) {
    const p = cdf(sorted[i]!);
    distance = Math.max(distance, p - i / n, (i + 1) / n - p);
  }
  return { distance, pValue: kolmogorovTail(distance, n) };
}

/** Two-sample Kolmogorov-Smirnov test; ties are handled, the p-value is asymptotic. */
export function ksTwoSample(a: ArrayLike<number>, b: ArrayLike<number>): KsResult {
  const x = Float64Array.from(a).sort();
  const y = Float64Array.from(b).sort();
  if (x.length === 0 || y.length === 0) throw new Error('A Kolmogorov-Smirnov test needs at least one value a side.');
  let distance = 0;
  let i = 0;
  let j = 0;
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i]!, y[j]!);
    while (i < x.length && x[i]! === at) i++;
    while (j < y.length && y[j]! === at) j++;
    distance = Math.max(distance, Math.abs(i / x.length - j / y.length));
  }
  return { distance, pValue: kolmogorovTail(distance, (x.length * y.length) / (x.length + y.length)) };
}

/** Kolmogorov's limit with M. A. Stephens's correction for the sample size (JRSS B 32, 1970). */
function kolmogorovTail(distance: number, effectiveSize: number): number {
  const root = Math.sqrt(effectiveSize);
  const t = (root + 0.12 + 0.11 / root) * distance;
  if (t < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) {
    const term = 2 * exp(-2 * k * k * t * t);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-17) break;
  }
  return Math.min(1, Math.max(0, sum));
}
