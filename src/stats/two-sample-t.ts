import { studentTCdf } from '../foundation/numeric/portable-math.js';

/** Two groups of values compared by their means. */
export interface TwoSampleT {
  readonly meanA: number;
  readonly meanB: number;
  /** Of b - a over its pooled standard error; infinite where the groups have no spread and differ, 0 where not. */
  readonly t: number;
  readonly degreesOfFreedom: number;
  /** Two-sided. */
  readonly pValue: number;
}

/**
 * Student's two-sample t-test with pooled variance (W. S. Gosset, 1908); one group may have a single value. The p-value is
 * 1 where fewer than three values leave no degree of freedom.
 *
 * @example
 * twoSampleT([1, 2, 3], [4, 5, 6]).pValue // 0.021311641128756 to 12 digits
 */
export function twoSampleT(a: ArrayLike<number>, b: ArrayLike<number>): TwoSampleT {
  if (a.length === 0 || b.length === 0) throw new Error('A two-sample test needs at least one value a side.');
  const meanA = mean(a);
  const meanB = mean(b);
  const degreesOfFreedom = a.length + b.length - 2;
  if (degreesOfFreedom < 1) return { meanA, meanB, t: 0, degreesOfFreedom, pValue: 1 };
  const variance = (squares(a, meanA) + squares(b, meanB)) / degreesOfFreedom;
  const error = Math.sqrt(variance * (1 / a.length + 1 / b.length));
  if (error === 0) {
    const t = meanA === meanB ? 0 : meanB > meanA ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
    return { meanA, meanB, t, degreesOfFreedom, pValue: t === 0 ? 1 : 0 };
  }
  const t = (meanB - meanA) / error;
  return { meanA, meanB, t, degreesOfFreedom, pValue: 2 * studentTCdf(-Math.abs(t), degreesOfFreedom) };
}

function mean(values: ArrayLike<number>): number {
  // From the first value on, equal values have exactly their own mean.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]! - values[0]!;
  return values[0]! + sum / values.length;
}

function squares(values: ArrayLike<number>, centre: number): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - centre) * (values[i]! - centre);
  return sum;
}
