import type { RandomStream } from '../foundation/numeric/random-stream.js';

/**
 * `points` points of the unit cube in `dimensions`, one in each of `points` slices along every axis (M. D. McKay et
 * al., Technometrics 21, 1979). Row-major.
 */
export function latinHypercube(points: number, dimensions: number, stream: RandomStream): Float64Array {
  const cube = new Float64Array(points * dimensions);
  const order = new Int32Array(points);
  for (let d = 0; d < dimensions; d++) {
    for (let i = 0; i < points; i++) order[i] = i;
    for (let i = points - 1; i > 0; i--) {
      const k = stream.nextBelow(i + 1);
      const swapped = order[i]!;
      order[i] = order[k]!;
      order[k] = swapped;
    }
    for (let i = 0; i < points; i++) cube[i * dimensions + d] = (order[i]! + stream.nextUniform()) / points;
  }
  return cube;
}
