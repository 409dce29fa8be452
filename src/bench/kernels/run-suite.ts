import type { BenchFile, MeasuredMetric } from '../samples/bench-file.js';
import { benchFileOf } from '../samples/bench-file.js';
import { hostConditions, hostEnvironment } from '../samples/host-environment.js';
import type { KernelCase } from './kernel-case.js';
import {
  type KernelSamples,
  type KernelSummary,
  type MeasureOptions,
  measureRound,
  summarise,
} from './measure-kernel.js';
import { powKernels } from './pow-kernels.js';
import type { KernelBackend } from './tfjs-backend.js';
import { prepareTfjs } from './tfjs-kernels.js';

/** A measured kernel of the suite. */
export interface KernelResult extends KernelSamples {
  readonly summary: KernelSummary;
  /** Floating-point or integer operations of one call. */
  readonly ops: number;
  /** Null for proof-of-work kernels, which no backend runs. */
  readonly kernel: KernelCase | null;
}

export interface SuiteRun {
  readonly backend: string;
  readonly backendVersion: string;
  readonly results: readonly KernelResult[];
  readonly environment: Readonly<Record<string, string>>;
}

/** Each kernel is visited so often, the whole suite between two visits, so that a busy minute does not hit one kernel. */
const ROUNDS = 3;

/** Measures the suite on one backend, and the proof-of-work kernels beside it. */
export async function runKernelSuite(
  backend: KernelBackend,
  cases: readonly KernelCase[],
  options: MeasureOptions,
  onProgress: (share: number, label: string) => void,
): Promise<SuiteRun> {
  const pow = powKernels();
  const found = new Map<string, { samples: number[]; calls: number }>();
  const add = (name: string, round: { samples: number[]; calls: number }) => {
    const known = found.get(name);
    if (known === undefined) found.set(name, round);
    else known.samples.push(...round.samples);
  };
  const steps = ROUNDS * (cases.length + pow.length);
  let step = 0;
  for (let round = 0; round < ROUNDS; round++) {
    for (const kernel of cases) {
      onProgress(step++ / steps, kernel.name);
      const prepared = prepareTfjs(kernel);
      if (prepared === null) continue;
      try {
        add(kernel.name, await measureRound((calls) => backend.seconds(prepared, calls), options));
      } finally {
        prepared.dispose();
      }
    }
    for (const { name, run } of pow) {
      onProgress(step++ / steps, name);
      add(name, await measureRound(async (calls) => timeCalls(run, calls), options));
    }
  }
  const result = (name: string, ops: number, kernel: KernelCase | null): KernelResult[] => {
    const samples = found.get(name);
    return samples === undefined ? [] : [{ name, ...samples, summary: summarise(samples.samples), ops, kernel }];
  };
  return {
    backend: backend.name,
    backendVersion: backend.version,
    environment: { ...hostEnvironment(), ...backend.environment, backend: backend.name },
    results: [
      ...cases.flatMap((kernel) => result(kernel.name, kernel.flops, kernel)),
      ...pow.flatMap(({ name, ops }) => result(name, ops, null)),
    ],
  };
}

function timeCalls(run: () => void, calls: number): number {
  const start = process.hrtime.bigint();
  for (let call = 0; call < calls; call++) run();
  return Number(process.hrtime.bigint() - start) / 1e9 / calls;
}

/** The run as a bench file: seconds a call, raw samples. */
export function suiteBenchFile(run: SuiteRun): BenchFile {
  const metrics = run.results.map(
    ({ name, samples }): MeasuredMetric => ({
      kind: 'measured',
      name,
      unit: 's',
      direction: 'lower',
      samples: [...samples],
    }),
  );
  return benchFileOf(metrics, {
    createdAt: new Date().toISOString(),
    environment: { ...run.environment },
    conditions: hostConditions(),
  });
}
