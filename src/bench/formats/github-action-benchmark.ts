import { z } from 'zod';
import { quantiles } from '../../stats/quantile.js';
import { type BenchFile, benchFileOf } from '../samples/bench-file.js';

/** The custom format of benchmark-action/github-action-benchmark: one figure a benchmark, no samples. */
export const githubActionSchema = z.array(
  z.looseObject({
    name: z.string().min(1),
    unit: z.string().default(''),
    value: z.number().positive(),
    range: z.union([z.string(), z.number()]).optional(),
    extra: z.string().optional(),
  }),
);

/** Figures as samples of length 1: a comparison of two such files can only be inconclusive. */
export function fromGithubActionBenchmark(
  file: z.output<typeof githubActionSchema>,
  direction: 'lower' | 'higher',
): BenchFile {
  return benchFileOf(
    file.map(({ name, unit, value }) => ({ kind: 'measured' as const, name, unit, direction, samples: [value] })),
  );
}

/** Medians of the measured metrics for which `direction` is better, in the custom format. */
export function toGithubActionBenchmark(file: BenchFile, direction: 'lower' | 'higher'): object[] {
  return file.metrics.flatMap((metric) => {
    if (metric.kind !== 'measured' || metric.direction !== direction) return [];
    const [low = 0, median = 0, high = 0] = quantiles(metric.samples, [0.25, 0.5, 0.75]);
    return [
      {
        name: metric.name,
        unit: metric.unit,
        value: median,
        range: String(Number(((high - low) / 2).toPrecision(3))),
        extra: `${metric.samples.length} samples`,
      },
    ];
  });
}
