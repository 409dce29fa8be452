import type { Band } from '../foundation/quantity/estimate.js';
import { quantiles } from './quantile.js';

/**
 * Median of values in any order, with the 5th and the 95th percentile: the 90 % band of runs or draws.
 *
 * @example
 * spreadOfRuns([1, 2, 3, 4, 5]) // { value: 3, low: 1.2, high: 4.8 }
 */
export function spreadOfRuns(values: ArrayLike<number>): Band {
  const [low, value, high] = quantiles(values, [0.05, 0.5, 0.95]);
  return { value: value!, low: low!, high: high! };
}
