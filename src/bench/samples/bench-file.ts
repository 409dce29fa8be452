import { z } from 'zod';

const text = z.string().min(1).max(500);
const positive = z.number().positive();

const measured = z.strictObject({
  kind: z.literal('measured'),
  name: text,
  unit: z.string().max(50),
  direction: z.enum(['lower', 'higher']).default('lower').describe('which way is better'),
  samples: z
    .array(positive)
    .min(1)
    .max(1_000_000)
    .describe('one of each fresh process or repetition, in order of time'),
});

const exact = z.strictObject({
  kind: z.literal('exact'),
  name: text,
  unit: z.string().max(50).default(''),
  value: z.union([z.number(), z.string().max(100_000)]),
  relativeTolerance: z.number().min(0).max(1).default(0),
});

const keys = z.record(text, z.string().max(2000));

/** What `bench run` writes and `bench compare` reads. */
export const benchFileSchema = z.strictObject({
  schemaVersion: z.literal(1),
  format: z.literal('siliconomics-bench'),
  label: z.string().max(500).nullable().default(null),
  commit: z.string().max(100).nullable().default(null),
  createdAt: z.string().max(40).nullable().default(null),
  environment: keys.default({}).describe('must agree between two files whose times are compared'),
  conditions: keys.default({}).describe('noted, not compared: load, current clock'),
  session: z
    .string()
    .max(200)
    .nullable()
    .default(null)
    .describe('files of one session were measured in pairs, sample by sample'),
  pairing: z
    .enum(['alternate', 'together'])
    .default('alternate')
    .describe('of the processes of a pair: one after the other, AB BA, or at the same time'),
  metrics: z.array(z.discriminatedUnion('kind', [measured, exact])).max(100_000),
});

/** A quantity that differs from run to run: times, memory, rates. Samples are positive. */
export type MeasuredMetric = Readonly<z.output<typeof measured>>;
/** A quantity that the same code always gives: a simulator's output, an event count, a fingerprint. */
export type ExactMetric = Readonly<z.output<typeof exact>>;
export type Metric = MeasuredMetric | ExactMetric;

/** Results of one run of a suite. */
export type BenchFile = Readonly<z.output<typeof benchFileSchema>>;

/** A file of metrics about which nothing else is known. */
export function benchFileOf(metrics: readonly Metric[], facts: Partial<Omit<BenchFile, 'metrics'>> = {}): BenchFile {
  return {
    schemaVersion: 1,
    format: 'siliconomics-bench',
    label: null,
    commit: null,
    createdAt: null,
    environment: {},
    conditions: {},
    session: null,
    pairing: 'alternate',
    ...facts,
    metrics: [...metrics] as BenchFile['metrics'],
  };
}
