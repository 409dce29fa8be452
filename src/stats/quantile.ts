import { quantileSorted as libraryQuantileSorted } from 'simple-statistics';

/**
 * Quantile of sorted values at p in [0, 1], linear between order statistics (Hyndman and Fan's type 7, the default of
 * numpy and R). The only definition of a percentile in the tool. Throws where there is no value or no level.
 *
 * @example
 * quantileSorted([1, 2, 3, 4], 0.5) // 2.5
 */
export function quantileSorted(sorted: ArrayLike<number>, p: number): number {
  if (sorted.length === 0) throw new Error('A quantile needs at least one value.');
  if (!(p >= 0 && p <= 1)) throw new Error(`A quantile level lies in [0, 1], not at ${p}.`);
  const position = p * (sorted.length - 1);
  const low = sorted[Math.floor(position)]!;
  // Equal neighbours may both be infinite, whose difference is not a number.
  return low === sorted[Math.ceil(position)] ? low : libraryQuantileSorted(sorted as number[], p);
}

/** Quantiles of values in any order, one for each level; the values are not changed. */
export function quantiles(values: ArrayLike<number>, levels: readonly number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  return levels.map((p) => quantileSorted(sorted, p));
}

/**
 * The smallest value whose cumulated weight reaches p of the total; weights >= 0 with a positive sum.
 *
 * @example
 * weightedQuantile([10, 20, 30], [1, 1, 8], 0.5) // 30
 */
export function weightedQuantile(values: ArrayLike<number>, weights: ArrayLike<number>, p: number): number {
  const order = Array.from(values, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  let total = 0;
  for (const i of order) total += weights[i]!;
  if (!(total > 0)) throw new Error('A weighted quantile needs weights with a positive sum.');
  let cumulated = 0;
  for (const i of order) {
    cumulated += weights[i]!;
    if (weights[i]! > 0 && cumulated >= p * total) return values[i]!;
  }
  return values[order[order.length - 1]!]!;
}
