import { z } from 'zod';
import { quantiles } from '../../stats/quantile.js';
import { type BenchFile, benchFileOf, type MeasuredMetric } from '../samples/bench-file.js';

/** The export of `hyperfine --export-json`; a command that failed (`--ignore-failure`) has no times worth comparing. */
export const hyperfineSchema = z.looseObject({
  results: z.array(
    z.looseObject({
      command: z.string().min(1),
      times: z.array(z.number().positive()).min(1),
      memory_usage_byte: z.array(z.number().positive()).optional(),
      exit_codes: z
        .array(
          z
            .number()
            .nullable()
            .refine((code) => code === 0, { error: 'The command failed or was killed in this run.' }),
        )
        .optional(),
    }),
  ),
});

/** One wall time a command, and its peak memory where the export has it. */
export function fromHyperfine(file: z.output<typeof hyperfineSchema>): BenchFile {
  const metrics: MeasuredMetric[] = [];
  for (const { command, times, memory_usage_byte: memory } of file.results) {
    metrics.push({ kind: 'measured', name: command, unit: 's', direction: 'lower', samples: times });
    if (memory !== undefined && memory.length > 0)
      metrics.push({
        kind: 'measured',
        name: `${command} peak memory`,
        unit: 'B',
        direction: 'lower',
        samples: memory,
      });
  }
  return benchFileOf(metrics);
}

/** The measured times of a file as hyperfine exports them. */
export function toHyperfine(file: BenchFile): object {
  const times = file.metrics.filter((metric) => metric.kind === 'measured' && metric.unit === 's') as MeasuredMetric[];
  return {
    results: times.map(({ name, samples }) => {
      const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
      const squares = samples.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
      const [min = mean, median = mean, max = mean] = quantiles(samples, [0, 0.5, 1]);
      return {
        command: name,
        mean,
        stddev: samples.length > 1 ? Math.sqrt(squares / (samples.length - 1)) : null,
        median,
        min,
        max,
        times: samples,
        exit_codes: samples.map(() => 0),
      };
    }),
  };
}
