import { ln } from '../../foundation/portable-math.js';

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
