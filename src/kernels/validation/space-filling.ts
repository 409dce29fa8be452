import { log2 } from '../../foundation/numeric/portable-math.js';
import { hashUnit } from '../calibrated/residual/hash-unit.js';
import type { FitRow } from '../roofline/physical-form.js';

/**
 * Indices of `count` rows spread over their shapes: a first one drawn by the seed, then each the farthest in log shape
 * from those taken (Gonzalez, "Clustering to minimize the maximum intercluster distance", 1985).
 */
export function spaceFillingRows(rows: readonly FitRow[], count: number, seed: number): number[] {
  const points = rows.map((row) => shapeOf(row));
  const nearest = new Float64Array(rows.length).fill(Number.POSITIVE_INFINITY);
  const taken: number[] = [];
  let next = Math.floor(hashUnit(seed, rows.length, 7) * rows.length);
  while (taken.length < Math.min(count, rows.length)) {
    taken.push(next);
    const centre = points[next]!;
    let farthest = -1;
    for (let i = 0; i < points.length; i++) {
      let distance = 0;
      for (let j = 0; j < centre.length; j++) {
        const step = points[i]![j]! - centre[j]!;
        distance += step * step;
      }
      nearest[i] = Math.min(nearest[i]!, distance);
      if (nearest[i]! > farthest) {
        farthest = nearest[i]!;
        next = i;
      }
    }
  }
  return taken;
}

function shapeOf(row: FitRow): number[] {
  return Object.values(row.op)
    .filter((value): value is number => typeof value === 'number')
    .map((value) => log2(value + 1));
}
