import { UserError } from '../../foundation/errors/user-error.js';
import { median } from '../../stats/median.js';
import { type BenchFile, benchFileOf, type ExactMetric, type Metric } from '../samples/bench-file.js';
import type { ProcessSample, Side } from './run-process.js';

/** Metrics that the gate itself takes of a process. */
export const PROCESS_METRICS = {
  cpu: { name: 'CPU time', unit: 's', of: (sample: ProcessSample) => sample.cpuSeconds },
  wall: { name: 'wall time', unit: 's', of: (sample: ProcessSample) => sample.wallSeconds },
  rss: { name: 'peak RSS', unit: 'B', of: (sample: ProcessSample) => sample.peakRssBytes },
  alloc: { name: 'allocated bytes', unit: 'B', of: (sample: ProcessSample) => sample.allocatedBytes },
} as const;

export type ProcessMetric = keyof typeof PROCESS_METRICS;

/**
 * The samples of one side as a bench file: the wanted process metrics, and what the command printed (each printed
 * metric gives one sample a process: its median). Metrics that a command cannot have are left out on both sides alike.
 */
export function collectSamples(
  side: Side,
  runs: readonly ProcessSample[],
  wanted: readonly ProcessMetric[],
  session: string,
  pairing: BenchFile['pairing'],
): BenchFile {
  const metrics: Metric[] = [];
  for (const key of wanted) {
    // Processes that run at the same time wait for each other.
    if (key === 'wall' && pairing === 'together') continue;
    const { name, unit, of } = PROCESS_METRICS[key];
    const samples = runs.map(of);
    if (samples.some((sample) => sample === null || sample <= 0)) continue;
    metrics.push({ kind: 'measured', name, unit, direction: 'lower', samples: samples as number[] });
  }
  metrics.push(...printedMetrics(side, runs));
  const printed = runs.find((run) => run.printed !== null)?.printed ?? null;
  return benchFileOf(metrics, {
    label: side.label,
    session,
    pairing,
    environment: printed?.environment ?? {},
    commit: printed?.commit ?? null,
  });
}

function printedMetrics(side: Side, runs: readonly ProcessSample[]): Metric[] {
  const first = runs[0]?.printed;
  if (first === undefined || first === null) return [];
  return first.metrics.map((metric) => {
    const all = runs.map(({ printed }) => {
      const found = printed?.metrics.find(({ name, kind }) => name === metric.name && kind === metric.kind);
      if (found === undefined) throw unsteady(side, metric.name, 'is missing from the output of some runs');
      return found;
    });
    if (metric.kind === 'exact') {
      const values = all as ExactMetric[];
      if (values.some(({ value }) => value !== metric.value))
        throw unsteady(side, metric.name, 'is declared exact and differs between runs of the same code');
      return metric;
    }
    return { ...metric, samples: all.map((one) => (one.kind === 'measured' ? median(one.samples) : Number.NaN)) };
  });
}

function unsteady(side: Side, name: string, what: string): UserError {
  const fix = 'Make the benchmark print the same metrics each time.';
  return new UserError([
    { code: 'unsteady-metric', file: side.label, line: null, path: name, found: `It ${what}.`, fix },
  ]);
}
