import { quantileSorted } from '../../../stats/quantile.js';
import type { BandSeries, MetricBand } from './metric-bands.js';

/** Median, p5, p95 and mean of one figure over the runs. Throws on an empty or non-finite sample. */
export function bandOverRuns(values: readonly number[] | Float64Array): MetricBand {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) throw new Error('A band needs at least one run.');
  let sum = 0;
  for (const value of sorted) sum += value;
  if (!Number.isFinite(sum)) throw new Error('A band over the runs met a figure that is not finite.');
  return {
    value: quantileSorted(sorted, 0.5),
    low: quantileSorted(sorted, 0.05),
    high: quantileSorted(sorted, 0.95),
    mean: sum / sorted.length,
  };
}

/** The bands of a path: `samples[i]` holds all runs at `years[i]`. */
export function bandSeries(years: readonly number[], samples: readonly Float64Array[]): BandSeries {
  const p5: number[] = [];
  const p50: number[] = [];
  const p95: number[] = [];
  const mean: number[] = [];
  for (const sample of samples) {
    const sorted = Float64Array.from(sample).sort();
    p5.push(quantileSorted(sorted, 0.05));
    p50.push(quantileSorted(sorted, 0.5));
    p95.push(quantileSorted(sorted, 0.95));
    let sum = 0;
    for (const value of sorted) sum += value;
    mean.push(sum / sorted.length);
  }
  return { years: [...years], p5, p50, p95, mean };
}
