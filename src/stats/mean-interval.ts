import { normalQuantile, studentTCdf } from '../foundation/numeric/portable-math.js';
import type { Band } from '../foundation/quantity/estimate.js';
import { RunningMoments } from './running-moments.js';

/**
 * The t below which Student's variable lies with probability p, by bisection to the last digits.
 *
 * @example
 * studentTQuantile(0.975, 10) // 2.228138851986275 to 12 digits
 */
export function studentTQuantile(p: number, degreesOfFreedom: number): number {
  if (!(p > 0 && p < 1)) throw new Error(`A probability lies in (0, 1), not at ${p}.`);
  if (p === 0.5) return 0;
  if (p < 0.5) return -studentTQuantile(1 - p, degreesOfFreedom);
  let low = 0;
  let high = 2;
  while (studentTCdf(high, degreesOfFreedom) < p && high < 1e300) high *= 2;
  for (let i = 0; i < 200 && high - low > 1e-15 * high; i++) {
    const middle = low + (high - low) / 2;
    if (studentTCdf(middle, degreesOfFreedom) < p) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

/** Mean of at least two independent values with Student's interval of the given confidence. */
export function meanInterval(values: ArrayLike<number>, confidence: number): Band {
  if (values.length < 2) throw new Error('An interval of a mean needs at least two values.');
  const moments = new RunningMoments();
  for (let i = 0; i < values.length; i++) moments.add(values[i]!);
  const half = studentTQuantile(0.5 + confidence / 2, values.length - 1) * moments.standardError;
  return { value: moments.mean, low: moments.mean - half, high: moments.mean + half };
}

/** Share of successes with E. B. Wilson's score interval (1927), which stays inside [0, 1]. */
export function shareInterval(successes: number, trials: number, confidence: number): Band {
  if (!(trials > 0 && successes >= 0 && successes <= trials)) throw new Error(`No share: ${successes} of ${trials}.`);
  const z = normalQuantile(0.5 + confidence / 2);
  const value = successes / trials;
  const weight = (z * z) / trials;
  const centre = (value + weight / 2) / (1 + weight);
  const half = (z * Math.sqrt((value * (1 - value)) / trials + weight / (4 * trials))) / (1 + weight);
  // At the ends the interval touches 0 or 1 exactly, which rounding would miss.
  const low = successes === 0 ? 0 : Math.max(0, centre - half);
  const high = successes === trials ? 1 : Math.min(1, centre + half);
  return { value, low, high };
}
