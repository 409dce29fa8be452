import type { BenchFile, MeasuredMetric } from '../samples/bench-file.js';
import { benchFileOf } from '../samples/bench-file.js';
import { hostConditions, hostEnvironment } from '../samples/host-environment.js';
import type { KernelBackend } from './kernel-backend.js';
import type { KernelCase } from './kernel-case.js';
import {
  belowTimerFloor,
  type KernelSamples,
  type KernelSummary,
  type MeasuredRound,
  type MeasureOptions,
  measureRound,
  summarise,
  timerStepSeconds,
} from './measure-kernel.js';
import type { PowKernel } from './pow-kernels.js';

/** A measured kernel of the suite. */
export interface KernelResult extends KernelSamples {
  readonly summary: KernelSummary;
  /** Floating-point or integer operations of one call. */
  readonly ops: number;
  /** Null for proof-of-work kernels, which no backend runs. */
  readonly kernel: KernelCase | null;
  /** Whether a sample was so short that the clock's step is more than 1 % of it. */
  readonly belowTimerFloor: boolean;
}

export interface SuiteRun {
  readonly backend: string;
  readonly backendVersion: string;
  readonly results: readonly KernelResult[];
  readonly environment: Readonly<Record<string, string>>;
  /** Smallest step of the host's clock. */
  readonly timerStepSeconds: number;
}

/** Measures kernels on one backend, and proof-of-work kernels beside them. */
export async function runKernelSuite(
  backend: KernelBackend,
  cases: readonly KernelCase[],
  pow: readonly PowKernel[],
  options: MeasureOptions,
  onProgress: (share: number, label: string) => void,
): Promise<SuiteRun> {
  const stepSeconds = timerStepSeconds();
  const found = new Map<string, MeasuredRound[]>();
  const add = (name: string, round: MeasuredRound) => found.set(name, [...(found.get(name) ?? []), round]);
  const steps = options.rounds * (cases.length + pow.length);
  let step = 0;
  for (let round = 0; round < options.rounds; round++) {
    for (const kernel of cases) {
      onProgress(step++ / steps, kernel.name);
      const timed = await backend.prepare(kernel);
      if (timed === null) continue;
      try {
        add(kernel.name, await measureRound((calls) => timed.seconds(calls), backend.timesBatches, options));
      } finally {
        await timed.dispose();
      }
    }
    for (const { name, run } of pow) {
      onProgress(step++ / steps, name);
      add(name, await measureRound(async (calls) => cpuSeconds(run, calls), true, options));
    }
  }
  const result = (name: string, ops: number, kernel: KernelCase | null): KernelResult[] => {
    const rounds = found.get(name);
    if (rounds === undefined) return [];
    const samples = rounds.flatMap((round) => round.samples);
    const { calls } = rounds[0]!;
    const shortest = Math.min(...rounds.map((round) => round.shortestSeconds));
    const belowFloor = belowTimerFloor(shortest, stepSeconds);
    return [{ name, samples, calls, summary: summarise(samples), ops, kernel, belowTimerFloor: belowFloor }];
  };
  return {
    backend: backend.name,
    backendVersion: backend.version,
    environment: { ...hostEnvironment(), ...backend.environment, backend: backend.name },
    timerStepSeconds: stepSeconds,
    results: [
      ...cases.flatMap((kernel) => result(kernel.name, kernel.flops, kernel)),
      ...pow.flatMap(({ name, ops }) => result(name, ops, null)),
    ],
  };
}

/** CPU seconds of one call of a kernel in JavaScript. */
function cpuSeconds(run: () => void, calls: number): number {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6 / calls;
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
    conditions: {
      ...hostConditions(),
      timerStepNs: String(Math.round(run.timerStepSeconds * 1e9)),
      belowTimerFloor:
        run.results
          .filter((result) => result.belowTimerFloor)
          .map(({ name }) => name)
          .join('; ')
          .slice(0, 2000) || 'none',
      outliers: String(run.results.reduce((sum, { summary }) => sum + summary.outliers, 0)),
    },
  });
}
