import { ln } from '../../foundation/numeric/portable-math.js';
import type { Evidence } from './weigh-samples.js';

/** More pairs than anybody runs: beyond, the effect lies on the limit and no number of pairs will tell. */
const MOST = 100_000;
/** Fewest pairs from which the exact signed-rank test can reach 2.5 %, with one to spare. */
const FEWEST = 6;

/**
 * Pairs with which an inconclusive metric would be decided if its median stays where it is: the interval shrinks with
 * the root of their number and has to clear the distance to the nearest limit. Null where that takes over 100,000.
 */
export function neededSamples({ effect, n, noise }: Evidence, minEffect: number): number | null {
  const least = ln(1 + minEffect);
  const distance = Math.abs(Math.abs(effect.value) - least);
  const half = (effect.high - effect.low) / 2;
  const claimsChange = Math.abs(effect.value) > least;
  // A change has to clear the A/A bar too, which shrinks in the same way.
  const spread = claimsChange && Number.isFinite(noise) ? Math.max(half + least, noise + half) - least : half;
  if (n < 2) return FEWEST;
  const ratio = spread / Math.max(distance, 1e-12);
  const needed = Math.max(FEWEST, n + 1, Math.ceil(1.2 * n * ratio * ratio));
  return needed > MOST ? null : needed;
}

/**
 * Pairs that find a change of twice `minEffect` with 90 % power, from the standard deviation of the log ratio of a pair:
 * the median's standard error is sqrt(pi / 2) sd / sqrt(n), and the interval of its low end (z 1.96) must clear
 * `minEffect`.
 */
export function pairsToDetect(sd: number, minEffect: number): number {
  const z = (1.96 + 1.28) * Math.sqrt(Math.PI / 2);
  const ratio = (z * sd) / ln(1 + minEffect);
  return Math.max(FEWEST, Math.ceil(ratio * ratio));
}
