import type { RandomStream } from '../random-stream.js';

/** Sorted observations, ready to be drawn from. */
export interface Empirical {
  readonly sorted: Float64Array;
}

/** Prepares at least one finite observation for `drawEmpirical` and `drawInterpolated`. */
export function empirical(observations: ArrayLike<number>): Empirical {
  if (observations.length === 0) throw new Error('An empirical distribution needs at least one observation.');
  const sorted = Float64Array.from(observations).sort();
  if (!Number.isFinite(sorted[0]) || !Number.isFinite(sorted[sorted.length - 1]))
    throw new Error('An empirical distribution needs finite observations.');
  return { sorted };
}

/** One of the observations, each with the same probability; one bounded integer a draw. */
export function drawEmpirical(stream: RandomStream, distribution: Empirical): number {
  return distribution.sorted[stream.nextBelow(distribution.sorted.length)]!;
}

/** The quantile at a uniform level, linear between neighbouring observations; one uniform a draw. */
export function drawInterpolated(stream: RandomStream, distribution: Empirical): number {
  const { sorted } = distribution;
  const position = stream.nextUniform() * (sorted.length - 1);
  const below = Math.floor(position);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (position - below) * (high - low);
}
