import { z } from 'zod';
import { type BenchFile, benchFileOf, type MeasuredMetric } from '../samples/bench-file.js';

const UNITS = { ns: 1e-9, us: 1e-6, ms: 1e-3, s: 1 } as const;

/** JSON output of Google Benchmark (docs/user_guide.md of google/benchmark, "Output Formats"). */
export const googleBenchmarkSchema = z.looseObject({
  context: z.looseObject({}).default({}),
  benchmarks: z.array(
    z.looseObject({
      name: z.string().min(1),
      run_name: z.string().optional(),
      run_type: z.enum(['iteration', 'aggregate']).default('iteration'),
      error_occurred: z.boolean().optional(),
      real_time: z.number().positive(),
      cpu_time: z.number().positive(),
      time_unit: z.enum(['ns', 'us', 'ms', 's']).default('ns'),
    }),
  ),
});

/** Repetitions of one benchmark become the samples of its real and its CPU time; aggregates are left out. */
export function fromGoogleBenchmark(file: z.output<typeof googleBenchmarkSchema>): BenchFile {
  const samples = new Map<string, number[]>();
  for (const one of file.benchmarks) {
    if (one.run_type === 'aggregate' || one.error_occurred === true) continue;
    const scale = UNITS[one.time_unit];
    const name = one.run_name ?? one.name;
    for (const [suffix, time] of [
      ['real', one.real_time],
      ['cpu', one.cpu_time],
    ] as const) {
      const key = `${name} ${suffix} time`;
      samples.set(key, [...(samples.get(key) ?? []), time * scale]);
    }
  }
  const metrics = [...samples].map(
    ([name, values]): MeasuredMetric => ({ kind: 'measured', name, unit: 's', direction: 'lower', samples: values }),
  );
  const environment: Record<string, string> = {};
  for (const key of ['host_name', 'num_cpus', 'library_build_type'])
    if (file.context[key] !== undefined) environment[key] = String(file.context[key]);
  return benchFileOf(metrics, { environment });
}

/** The measured times of a file as Google Benchmark writes them, one entry a sample. */
export function toGoogleBenchmark(file: BenchFile): object {
  const times = file.metrics.filter((metric) => metric.kind === 'measured' && metric.unit === 's') as MeasuredMetric[];
  return {
    context: { ...file.environment, date: file.createdAt, executable: 'siliconomics bench run' },
    benchmarks: times.flatMap(({ name, samples }) =>
      samples.map((seconds, index) => ({
        name,
        run_name: name,
        run_type: 'iteration',
        repetitions: samples.length,
        repetition_index: index,
        threads: 1,
        iterations: 1,
        real_time: seconds * 1e9,
        cpu_time: seconds * 1e9,
        time_unit: 'ns',
      })),
    ),
  };
}
