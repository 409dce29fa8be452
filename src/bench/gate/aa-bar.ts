import type { RandomStream } from '../../foundation/numeric/random-stream.js';
import { median, medianInPlace } from '../../stats/median.js';
import { quantileSorted } from '../../stats/quantile.js';

/** Share of comparisons of identical code that stay below the bar. */
const AA_LEVEL = 0.95;

/**
 * The 95th percentile of the size of the median of `pairs` ratios of identical code, in ln: `nullRatios` are drawn with
 * replacement and with either sign, because identical code has no better side.
 */
export function pairedAaBar(
  nullRatios: ArrayLike<number>,
  pairs: number,
  resamples: number,
  stream: RandomStream,
): number {
  if (nullRatios.length === 0) return Number.POSITIVE_INFINITY;
  const draw = new Float64Array(pairs);
  const sizes = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < pairs; i++) {
      const value = nullRatios[stream.nextBelow(nullRatios.length)]!;
      draw[i] = stream.nextUint32() & 1 ? value : -value;
    }
    sizes[r] = Math.abs(medianInPlace(draw));
  }
  return quantileSorted(sizes.sort(), AA_LEVEL);
}

/**
 * The bar for two series that were measured apart: the 95th percentile of the difference between the medians of
 * neighbouring halves, over all rotations of each series, in ln. What drifts within a series is in it; what changed
 * between the two is not, hence the warning that goes with such a comparison.
 */
export function apartAaBar(series: readonly ArrayLike<number>[]): number {
  const sizes: number[] = [];
  for (const values of series) {
    const n = values.length;
    if (n < 4) return Number.POSITIVE_INFINITY;
    const half = n >> 1;
    const rotations = Math.min(n, 500);
    for (let r = 0; r < rotations; r++) {
      const start = Math.floor((r * n) / rotations);
      const first = Float64Array.from({ length: half }, (_, i) => values[(start + i) % n]!);
      const second = Float64Array.from({ length: half }, (_, i) => values[(start + half + i) % n]!);
      sizes.push(Math.abs(median(first) - median(second)));
    }
  }
  return quantileSorted(Float64Array.from(sizes).sort(), AA_LEVEL);
}
