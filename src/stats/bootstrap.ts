import { normalCdf, normalQuantile } from '../foundation/numeric/portable-math.js';
import type { RandomStream } from '../foundation/numeric/random-stream.js';
import type { Band } from '../foundation/quantity/estimate.js';
import { circularBlockBootstrap } from './block-bootstrap.js';
import { quantileSorted } from './quantile.js';

/** A number from a sample; it may reorder the sample it is given, which is a fresh copy each time. */
export type Statistic = (sample: Float64Array) => number;

export interface BootstrapOptions {
  /** Probability content of the interval, such as 0.9. */
  readonly confidence: number;
  readonly resamples: number;
  readonly stream: RandomStream;
}

/**
 * Percentile bootstrap interval of a statistic of independent values (B. Efron, 1979): simple, and too narrow for small
 * or skewed samples.
 */
export function percentileInterval(values: ArrayLike<number>, statistic: Statistic, options: BootstrapOptions): Band {
  const value = statistic(Float64Array.from(values));
  const replicates = bootstrapReplicates(values, statistic, options);
  const tail = tailOf(options);
  return { value, low: quantileSorted(replicates, tail), high: quantileSorted(replicates, 1 - tail) };
}

/**
 * Bias-corrected and accelerated bootstrap interval (B. Efron, "Better bootstrap confidence intervals", JASA 82, 1987),
 * with the acceleration from the jackknife; calls the statistic resamples + n times. Falls back on the ends of the
 * replicates where all of them are equal.
 */
export function bcaInterval(values: ArrayLike<number>, statistic: Statistic, options: BootstrapOptions): Band {
  const value = statistic(Float64Array.from(values));
  const replicates = bootstrapReplicates(values, statistic, options);
  const tail = tailOf(options);
  let below = 0;
  for (const replicate of replicates) below += replicate < value ? 1 : replicate === value ? 0.5 : 0;
  const share = Math.min(Math.max(below, 0.5), replicates.length - 0.5) / replicates.length;
  const bias = normalQuantile(share);
  const acceleration = jackknifeAcceleration(values, statistic);
  const level = (z: number) => {
    const shifted = bias + z;
    const scale = 1 - acceleration * shifted;
    // Beyond the pole the transform has no meaning; the nearest defined level is the end.
    return scale <= 0 ? (z < 0 ? 0 : 1) : normalCdf(bias + shifted / scale);
  };
  const z = normalQuantile(1 - tail);
  return { value, low: quantileSorted(replicates, level(-z)), high: quantileSorted(replicates, level(z)) };
}

/** Sorted values of the statistic on samples drawn with replacement. */
export function bootstrapReplicates(
  values: ArrayLike<number>,
  statistic: Statistic,
  { resamples, stream }: BootstrapOptions,
): Float64Array {
  const n = requireValues(values);
  const sample = new Float64Array(n);
  const replicates = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < n; i++) sample[i] = values[stream.nextBelow(n)]!;
    replicates[r] = statistic(sample);
  }
  return replicates.sort();
}

/** Percentile interval of a comparison of two independent samples, each resampled by itself. */
export function twoSampleInterval(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  compare: (a: Float64Array, b: Float64Array) => number,
  options: BootstrapOptions,
): Band {
  const { resamples, stream } = options;
  const nA = requireValues(a);
  const nB = requireValues(b);
  const sampleA = new Float64Array(nA);
  const sampleB = new Float64Array(nB);
  const replicates = new Float64Array(resamples);
  for (let r = 0; r < resamples; r++) {
    for (let i = 0; i < nA; i++) sampleA[i] = a[stream.nextBelow(nA)]!;
    for (let i = 0; i < nB; i++) sampleB[i] = b[stream.nextBelow(nB)]!;
    replicates[r] = compare(sampleA, sampleB);
  }
  replicates.sort();
  const tail = tailOf(options);
  const value = compare(Float64Array.from(a), Float64Array.from(b));
  return { value, low: quantileSorted(replicates, tail), high: quantileSorted(replicates, 1 - tail) };
}

/**
 * Percentile interval of a statistic of values in time order that depend on their neighbours: circular blocks of
 * `blockLength` are drawn (D. N. Politis and J. P. Romano, 1992), so that dependence within a block is kept.
 */
export function blockBootstrapInterval(
  values: ArrayLike<number>,
  statistic: Statistic,
  blockLength: number,
  options: BootstrapOptions,
): Band {
  const n = requireValues(values);
  if (!(Number.isInteger(blockLength) && blockLength >= 1 && blockLength <= n))
    throw new Error(`A block length is an integer in 1..${n}, not ${blockLength}.`);
  const { resamples, stream } = options;
  const replicates = new Float64Array(resamples);
  let count = 0;
  circularBlockBootstrap(values, blockLength, resamples, stream, (resample) => {
    replicates[count++] = statistic(resample);
  });
  replicates.sort();
  const tail = tailOf(options);
  const value = statistic(Float64Array.from(values));
  return { value, low: quantileSorted(replicates, tail), high: quantileSorted(replicates, 1 - tail) };
}

/** Skewness of the statistic's jackknife influence over six (Efron 1987, equation 6.6). */
function jackknifeAcceleration(values: ArrayLike<number>, statistic: Statistic): number {
  const n = values.length;
  if (n < 2) return 0;
  const left = new Float64Array(n);
  let mean = 0;
  for (let skip = 0; skip < n; skip++) {
    const sample = new Float64Array(n - 1);
    for (let i = 0; i < n - 1; i++) sample[i] = values[i < skip ? i : i + 1]!;
    left[skip] = statistic(sample);
    mean += left[skip]! / n;
  }
  let squares = 0;
  let cubes = 0;
  for (const one of left) {
    const delta = mean - one;
    squares += delta * delta;
    cubes += delta * delta * delta;
  }
  return squares === 0 ? 0 : cubes / (6 * squares * Math.sqrt(squares));
}

function tailOf({ confidence, resamples }: BootstrapOptions): number {
  if (!(confidence > 0 && confidence < 1)) throw new Error(`A confidence lies in (0, 1), not at ${confidence}.`);
  if (!(Number.isInteger(resamples) && resamples >= 1)) throw new Error(`Resamples are counted, not ${resamples}.`);
  return (1 - confidence) / 2;
}

function requireValues(values: ArrayLike<number>): number {
  if (values.length === 0) throw new Error('A bootstrap needs at least one value.');
  return values.length;
}
