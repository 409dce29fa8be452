import { energySplit } from './energy-split.js';
import { type TwoSampleT, twoSampleT } from './two-sample-t.js';

export interface ChangePointOptions {
  /** A change point is reported when its p-value against the neighbouring segments is at most this. */
  readonly maxPValue: number;
  /** Smallest difference of the neighbouring means, in the unit of the values. */
  readonly minChange: number;
  /** Values that one pass of the division sees; longer series are walked in overlapping windows. */
  readonly windowLength: number;
}

/** The first value of a new level. */
export interface ChangePoint {
  readonly index: number;
  /** Of the segments on both sides, up to the neighbouring change points. */
  readonly test: TwoSampleT;
}

/** Apache Otava's defaults. */
export const DEFAULT_CHANGE_POINTS: ChangePointOptions = { maxPValue: 0.001, minChange: 0, windowLength: 50 };

/** The first pass is so much laxer: a weak point may become a strong one when its false neighbours are gone. */
const WEAK_FACTOR = 10;

/**
 * Change points of a series of independent values in order of time, as Apache Otava finds them (A. Kolar and others,
 * "Hunter: Using Change Point Detection to Hunt for Performance Regressions", ICPE 2023): E-divisive splits within
 * windows of 50 that overlap by half, tested by Student's t instead of random permutations, so the same series gives the
 * same points; ten times the p-value is allowed at first, then the weakest points are removed one by one until all hold
 * against their neighbours.
 *
 * @example
 * changePoints([1, 1.1, 0.9, 1, 1.1, 5, 5.1, 4.9, 5, 5.1]).map(({ index }) => index) // [5]
 */
export function changePoints(
  values: ArrayLike<number>,
  options: ChangePointOptions = DEFAULT_CHANGE_POINTS,
): ChangePoint[] {
  if (!(Number.isInteger(options.windowLength) && options.windowLength >= 4))
    throw new Error(`A window has at least 4 values, not ${options.windowLength}.`);
  const series = Float64Array.from(values);
  if (!series.every(Number.isFinite)) throw new Error('A series for change points has finite values only.');
  const weak = Math.min(WEAK_FACTOR * options.maxPValue, Math.max(0.5, options.maxPValue));
  return strongest(weakPoints(series, options.windowLength, weak), series, options);
}

/** Indices of the first pass, in order. */
function weakPoints(series: Float64Array, windowLength: number, maxPValue: number): number[] {
  const step = windowLength >> 1;
  const found: number[] = [];
  for (let start = 0; start < series.length; ) {
    const end = Math.min(start + windowLength, series.length);
    const inside = divide(series, start, end, maxPValue);
    found.push(...inside);
    // The next window begins at a known point, so that it cannot find this one again.
    start = Math.max(start + step, inside[inside.length - 1] ?? 0);
  }
  return [...new Set(found)].sort((a, b) => a - b);
}

/** Splits a window at its largest divergence, then the parts, as long as the splits are significant. */
function divide(series: Float64Array, start: number, end: number, maxPValue: number): number[] {
  const bounds = [start, end];
  for (;;) {
    let best: { index: number; divergence: number } | null = null;
    for (let k = 0; k + 1 < bounds.length; k++) {
      const split = energySplit(series, bounds[k]!, bounds[k + 1]!);
      if (split !== null && (best === null || split.divergence > best.divergence)) best = split;
    }
    if (best === null) return bounds.slice(1, -1);
    const { index } = best;
    const low = Math.max(...bounds.filter((bound) => bound < index));
    const high = Math.min(...bounds.filter((bound) => bound > index));
    if (twoSampleT(series.subarray(low, index), series.subarray(index, high)).pValue > maxPValue)
      return bounds.slice(1, -1);
    bounds.push(index);
    bounds.sort((a, b) => a - b);
  }
}

/** Removes the least significant point, then the smallest one, until every point holds against its neighbours. */
function strongest(indices: readonly number[], series: Float64Array, options: ChangePointOptions): ChangePoint[] {
  let points = tested(indices, series);
  while (points.length > 0) {
    const size = ({ test }: ChangePoint) => Math.abs(test.meanB - test.meanA);
    const unlikely = points.reduce((worst, point) => (point.test.pValue > worst.test.pValue ? point : worst));
    const smallest = points.reduce((least, point) => (size(point) < size(least) ? point : least));
    const removed =
      unlikely.test.pValue > options.maxPValue ? unlikely : size(smallest) < options.minChange ? smallest : null;
    if (removed === null) return points;
    points = tested(
      points.filter((point) => point !== removed).map(({ index }) => index),
      series,
    );
  }
  return points;
}

function tested(indices: readonly number[], series: Float64Array): ChangePoint[] {
  return indices.map((index, k) => {
    const low = indices[k - 1] ?? 0;
    const high = indices[k + 1] ?? series.length;
    return { index, test: twoSampleT(series.subarray(low, index), series.subarray(index, high)) };
  });
}
