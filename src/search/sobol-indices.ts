import type { RandomStream } from '../foundation/numeric/random-stream.js';
import { latinHypercube } from './latin-hypercube.js';

/** Shares of the variance of a model's output. */
export interface SobolIndex {
  /** What the input explains alone. */
  readonly first: number;
  /** What it explains with all its interactions. */
  readonly total: number;
}

/** Points at which a model has to be known: all rows of A, all of B, then A with one column of B, input by input. */
export interface SobolDesign {
  readonly points: readonly (readonly number[])[];
  readonly inputs: number;
  readonly rows: number;
}

/** Two Latin hypercubes of `rows` rows and their mixtures: rows x (inputs + 2) points. */
export function sobolDesign(inputs: number, rows: number, stream: RandomStream): SobolDesign {
  const a = latinHypercube(rows, inputs, stream);
  const b = latinHypercube(rows, inputs, stream);
  const rowsOf = (cube: Float64Array) =>
    Array.from({ length: rows }, (_, i) => Array.from(cube.subarray(i * inputs, (i + 1) * inputs)));
  const mixed = Array.from({ length: inputs }, (_, d) =>
    rowsOf(a).map((row, i) => row.map((value, k) => (k === d ? b[i * inputs + d]! : value))),
  );
  return { points: [...rowsOf(a), ...rowsOf(b), ...mixed.flat()], inputs, rows };
}

/**
 * Variance-based sensitivity from the model's values at the points of a design: first order by Saltelli et al.
 * (Computer Physics Communications 181, 2010), total by Jansen. A constant model has no variance to share out: all
 * indices are 0.
 */
export function sobolIndicesOf(design: SobolDesign, values: ArrayLike<number>): SobolIndex[] {
  const { rows, inputs } = design;
  let mean = 0;
  for (let i = 0; i < 2 * rows; i++) mean += values[i]! / (2 * rows);
  let variance = 0;
  for (let i = 0; i < 2 * rows; i++) variance += (values[i]! - mean) ** 2 / (2 * rows);
  return Array.from({ length: inputs }, (_, d) => {
    let first = 0;
    let total = 0;
    for (let i = 0; i < rows; i++) {
      const atA = values[i]!;
      const value = values[(2 + d) * rows + i]!;
      // Centring the first factor leaves the expectation alone and lowers the noise.
      first += ((values[rows + i]! - mean) * (value - atA)) / rows;
      total += (atA - value) ** 2 / (2 * rows);
    }
    return variance > 0 ? { first: first / variance, total: total / variance } : { first: 0, total: 0 };
  });
}

/**
 * Variance-based sensitivity over the unit cube. Takes points x (inputs + 2) evaluations.
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
  const design = sobolDesign(inputs, points, stream);
  return sobolIndicesOf(design, design.points.map(model));
}
