import { ln } from '../../foundation/numeric/portable-math.js';
import { median } from '../../stats/median.js';

/** Worse by how much, in ln: positive where the head is worse. */
export function logRatios(
  base: readonly number[],
  head: readonly number[],
  direction: 'lower' | 'higher',
): Float64Array {
  const sign = direction === 'lower' ? 1 : -1;
  return Float64Array.from({ length: Math.min(base.length, head.length) }, (_, i) => sign * ln(head[i]! / base[i]!));
}

/**
 * What identical code differs by in this very design. Pairs run AB BA AB BA ..., so neighbours in time of one side stand
 * at the seams between pairs: their ratios have the distance in time of a pair and no difference in code.
 */
export function sameSideLogRatios(base: readonly number[], head: readonly number[]): Float64Array {
  const pairs = Math.min(base.length, head.length);
  return Float64Array.from({ length: Math.max(0, pairs - 1) }, (_, i) => {
    const side = i % 2 === 0 ? head : base;
    return ln(side[i + 1]! / side[i]!);
  });
}

/**
 * What identical code differs by where both sides of a pair ran at the same time: neighbours of one side lie further
 * apart in time than the two of a pair, so the pairs' own ratios about their median are taken, widened by
 * sqrt(n / (n - 1)) for the median that they were used to find.
 */
export function centredLogRatios(ratios: Float64Array): Float64Array {
  const n = ratios.length;
  if (n < 4) return new Float64Array(0);
  const centre = median(ratios);
  return ratios.map((ratio) => Math.sqrt(n / (n - 1)) * (ratio - centre));
}
