import type { RandomStream } from '../foundation/random-stream.js';
import { latinHypercube } from './latin-hypercube.js';

/** Shares of the variance of a model's output. */
export interface SobolIndex {
  /** What the input explains alone. */
  readonly first: number;
  /** What it explains with all its interactions. */
  readonly total: number;
}

/**
 * Variance-based sensitivity over the unit cube with two Latin hypercubes of `points` rows: first order by Saltelli
 * et al. (Computer Physics Communications 181, 2010), total by Jansen. Takes points x (inputs + 2) evaluations. A
 * constant model has no variance to share out: all indices are 0.
 *
 * @example
 * sobolIndices(([a]) => a!, 2, 1000, createStream(1, 'sobol')); // about [{ first: 1, total: 1 }, { first: 0, total: 0 }]
 */
export function sobolIndices(
  model: (x: readonly number[]) => number,
  inputs: number,
  points: number,
  stream: RandomStream,
): SobolIndex[] {
  const a = latinHypercube(points, inputs, stream);
  const b = latinHypercube(points, inputs, stream);
  const row = (cube: Float64Array, i: number) => Array.from(cube.subarray(i * inputs, (i + 1) * inputs));
  const atA = new Float64Array(points);
  const atB = new Float64Array(points);
  let mean = 0;
  for (let i = 0; i < points; i++) {
    atA[i] = model(row(a, i));
    atB[i] = model(row(b, i));
    mean += (atA[i]! + atB[i]!) / (2 * points);
  }
  let variance = 0;
  for (let i = 0; i < points; i++) variance += ((atA[i]! - mean) ** 2 + (atB[i]! - mean) ** 2) / (2 * points);
  return Array.from({ length: inputs }, (_, d) => {
    let first = 0;
    let total = 0;
    for (let i = 0; i < points; i++) {
      const mixed = row(a, i);
      mixed[d] = b[i * inputs + d]!;
      const value = model(mixed);
      // Centring the first factor leaves the expectation alone and lowers the noise.
      first += ((atB[i]! - mean) * (value - atA[i]!)) / points;
      total += (atA[i]! - value) ** 2 / (2 * points);
    }
    return variance > 0 ? { first: first / variance, total: total / variance } : { first: 0, total: 0 };
  });
}
