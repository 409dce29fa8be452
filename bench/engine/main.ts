import { cpus } from 'node:os';
import type { SimulatorOptions } from '../../src/sim/engine/index.js';
import { median } from '../../src/stats/median.js';
import { startSimpy } from '../peers/simpy-peer.js';
import * as callbacks from './callback-workloads.js';
import { holdModel, type Increments } from './hold.js';
import * as processes from './process-workloads.js';
import type { WorkloadResult } from './workload.js';

const ROUNDS = 5;

type Run = (options: SimulatorOptions) => WorkloadResult;

interface Workload {
  readonly name: string;
  readonly title: string;
  readonly callback: Run;
  readonly process: Run;
  readonly peer: { readonly workload: string; readonly size: number };
  /** Largest distance of `check` from theory: about three standard errors. */
  readonly theory: number;
  readonly tolerance: number;
  readonly leastRatio: number | null;
}

const WORKLOADS: readonly Workload[] = [
  {
    name: 'A(100)',
    title: 'timeouts',
    callback: (options) => callbacks.timerChurn(100, 2e6, options),
    process: (options) => processes.timerChurn(100, 2e6, options),
    peer: { workload: 'A100', size: 3e5 },
    theory: 1,
    tolerance: 3 / Math.sqrt(3e5),
    leastRatio: 6,
  },
  {
    name: 'A(10000)',
    title: 'timeouts',
    callback: (options) => callbacks.timerChurn(10_000, 2e6, options),
    process: (options) => processes.timerChurn(10_000, 2e6, options),
    peer: { workload: 'A10000', size: 3e5 },
    theory: 1,
    tolerance: 3 / Math.sqrt(3e5),
    leastRatio: null,
  },
  {
    name: 'B',
    title: 'customers',
    callback: (options) => callbacks.singleServer(1e6, options),
    process: (options) => processes.singleServer(1e6, options),
    peer: { workload: 'B', size: 1e5 },
    theory: 4,
    tolerance: 3 * Math.sqrt(1976 / 1e5),
    leastRatio: 25,
  },
  {
    name: 'C',
    title: 'repairs',
    callback: (options) => callbacks.machineShop(50_000, options),
    process: (options) => processes.machineShop(50_000, options),
    peer: { workload: 'C', size: 5000 },
    theory: 9.7112,
    tolerance: 0.07 * Math.SQRT2,
    leastRatio: 8,
  },
];

/** Units per CPU-second of one call. */
function rate(run: () => number): number {
  const start = process.cpuUsage();
  const units = run();
  const used = process.cpuUsage(start);
  return units / ((used.user + used.system) / 1e6);
}

/** Median of the rounds' own ratios, which a machine that slows down during the run distorts least. */
function pairedRatio(above: readonly number[], below: readonly number[]): number {
  return median(above.map((value, round) => value / below[round]!));
}

/** Share of the rate that `full` loses against `bare`. */
function cost(bare: readonly number[], full: readonly number[]): string {
  return `${((1 - pairedRatio(full, bare)) * 100).toFixed(0)} %`;
}

function millions(perSecond: number): string {
  return (perSecond / 1e6).toFixed(2).padStart(8);
}

function measureHold(): void {
  console.log('H: holds per CPU-second (million, median of 5); the same queue with N keys');
  for (const increments of ['exponential', 'uniform', 'bimodal', 'equal'] as Increments[]) {
    const cells = [1e2, 1e4, 1e6].map((keys) => {
      if (keys === 1e6 && increments !== 'exponential') return '       -';
      const operations = keys === 1e6 ? 6e5 : 2e6;
      const hold = holdModel(keys, increments);
      hold(Math.max(2e5, 2 * keys));
      const rounds = Array.from({ length: ROUNDS }, () =>
        rate(() => {
          hold(operations);
          return operations;
        }),
      );
      return millions(median(rounds));
    });
    console.log(`  ${increments.padEnd(12)} N=100 ${cells[0]}   N=10000 ${cells[1]}   N=1000000 ${cells[2]}`);
  }
}

/** Whether every check is near theory; a fast wrong answer is no benchmark. */
function checked(workload: Workload, label: string, check: number): void {
  if (Math.abs(check - workload.theory) > workload.tolerance) {
    throw new Error(`${workload.name} ${label}: ${check} is not ${workload.theory} +- ${workload.tolerance}.`);
  }
}

async function measureWorkloads(python: string): Promise<void> {
  const peer = await startSimpy(python);
  console.log(peer === null ? `SimPy: ${python} cannot import it, no ratios` : `beside it: ${peer.version}`);
  console.log('million units per CPU-second, medians of 5 interleaved rounds');
  console.log('workload  unit      callback  process  process/callback  print cost: cb, pr     SimPy  ratio cb     pr');
  for (const workload of WORKLOADS) {
    const rates = { callback: [], process: [], bareCallback: [], bareProcess: [], peer: [] } as Record<
      string,
      number[]
    >;
    const measure = (into: string, run: Run, fingerprint: boolean): void => {
      rates[into]!.push(
        rate(() => {
          const result = run({ fingerprint });
          checked(workload, into, result.check);
          return result.units;
        }),
      );
    };
    workload.callback({});
    workload.process({});
    for (let round = 0; round < ROUNDS; round++) {
      measure('callback', workload.callback, true);
      measure('process', workload.process, true);
      measure('bareCallback', workload.callback, false);
      measure('bareProcess', workload.process, false);
      if (peer !== null) {
        const result = await peer.run(workload.peer.workload, workload.peer.size);
        checked(workload, 'SimPy', result.check);
        rates.peer!.push(result.units / result.cpuSeconds);
      }
    }
    const line = [
      workload.name.padEnd(9),
      workload.title.padEnd(9),
      millions(median(rates.callback!)),
      millions(median(rates.process!)),
      pairedRatio(rates.process!, rates.callback!).toFixed(2).padStart(17),
      cost(rates.bareCallback!, rates.callback!).padStart(11),
      cost(rates.bareProcess!, rates.process!).padStart(6),
    ];
    if (peer !== null) {
      line.push((median(rates.peer!) / 1e6).toFixed(3).padStart(9));
      line.push(`${pairedRatio(rates.callback!, rates.peer!).toFixed(1)}x`.padStart(8));
      line.push(`${pairedRatio(rates.process!, rates.peer!).toFixed(1)}x`.padStart(7));
      if (workload.leastRatio !== null) line.push(`(callbacks at least ${workload.leastRatio}x)`);
    }
    console.log(line.join(' '));
  }
  peer?.close();
}

console.log(`node ${process.version}, ${cpus()[0]?.model ?? 'unknown CPU'}, ${cpus().length} logical CPUs`);
measureHold();
await measureWorkloads(process.env.SIMPY_PYTHON ?? 'python3');
