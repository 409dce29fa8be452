import { cpus, totalmem } from 'node:os';
import { stringify } from 'yaml';
import { parseChipFile } from '../../chips/variant/parse-chip.js';
import { type Calibration, calibrate, deviceFigures, parseTimings } from '../../kernels/index.js';
import type { KernelResult, SuiteRun } from './run-suite.js';
import { timingsCsv } from './timings-csv.js';

/** A chip file of this host as the backend sees it, and the calibration that belongs to it. */
export interface LocalChip {
  readonly yaml: string;
  readonly calibration: Calibration;
}

const COPY_BYTES = 128 * 2 ** 20;
const FEWEST_ROWS = 3;

/** Bytes a second, read and written, of copying 128 MiB: the best of ten. */
export function probeCopyBandwidth(): number {
  const from = new Float64Array(COPY_BYTES / 8).fill(1);
  const to = new Float64Array(COPY_BYTES / 8);
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 10; i++) {
    const start = process.hrtime.bigint();
    to.set(from);
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e9);
  }
  return (2 * COPY_BYTES) / least;
}

/**
 * Describes this host by what was measured: peak rate and bandwidth are the best that any kernel or probe reached, which
 * bounds what the backend can do here rather than what the silicon could. `date` is written into the calibration.
 */
export function localChip(run: SuiteRun, id: string, copyBytesPerSec: number, date: string): LocalChip {
  const best = (ofOne: (result: KernelResult) => number) => Math.max(...run.results.map(ofOne));
  const flops = best(({ kernel, ops, summary }) => (kernel === null ? 0 : ops / summary.least));
  const integer = best(({ kernel, ops, summary }) => (kernel === null ? ops / summary.least : 0));
  const streamed = best(({ kernel, summary }) =>
    kernel?.operator?.kind === 'gemm' ? kernel.bytes / summary.least : 0,
  );
  const bandwidth = Math.max(copyBytesPerSec, streamed);
  const cores = run.backend === 'tfjs-wasm' ? 1 : cpus().length;
  const yaml = chipYaml(run, { flops, integer, bandwidth, cores });
  const chip = parseChipFile(`${id}.yaml`, yaml, id);
  const { rows, problems } = parseTimings(timingsCsv(run, id), 'measured kernels', (device) => device === id);
  if (problems.length > 0) throw new Error(problems[0]!.found);
  return {
    yaml,
    calibration: calibrate(rows, deviceFigures(chip), date, { residuals: false, fewestRows: FEWEST_ROWS }),
  };
}

interface Measured {
  readonly flops: number;
  readonly integer: number;
  readonly bandwidth: number;
  readonly cores: number;
}

function chipYaml(run: SuiteRun, { flops, integer, bandwidth, cores }: Measured): string {
  const measured = (value: string) => ({ value, source: 'measured', confidence: 'medium' });
  const assumed = (value: string | number, low: string | number, high: string | number) => ({
    value,
    low,
    high,
    source: 'assumed',
    confidence: 'low',
  });
  const megahertz = cpus()[0]?.speed || 2500;
  const { cpu = 'this host', gpu } = run.environment;
  return stringify({
    name: `${gpu ?? cpu} (${run.backend})`,
    vendor: 'local',
    kind: gpu === undefined ? 'cpu' : 'gpu',
    architecture: `local-${run.backend}`,
    year: new Date().getUTCFullYear(),
    notes:
      'Rates are what the backend reached on this host, not what the silicon could. Power and process are assumed.',
    sources: {
      measured: `siliconomics bench run --backend ${run.backend}`,
      system: 'the operating system',
      assumed: 'no measurement: a wide assumption',
    },
    process: assumed('7 nm', '3 nm', '16 nm'),
    cores: { value: cores, source: 'system', confidence: 'high' },
    clock: { value: `${megahertz} MHz`, source: 'system', confidence: 'low' },
    rates: {
      simt: { fp32: measured(`${gigas(flops)} GFLOP/s`) },
      int32: measured(`${gigas(integer)} GOP/s`),
    },
    memory: {
      kind: 'ddr',
      technology: 'system memory',
      capacity: { value: `${totalmem()} B`, source: 'system', confidence: 'high' },
      bandwidth: measured(`${gigas(bandwidth)} GB/s`),
    },
    launchFloor: assumed('20 us', '2 us', '200 us'),
    tdp: assumed(`${15 * cores} W`, `${3 * cores} W`, `${60 * cores} W`),
  });
}

function gigas(value: number): number {
  return Number((value / 1e9).toPrecision(5));
}
