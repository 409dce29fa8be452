import type { Chip } from '../../chips/chip/chip.js';
import type { Bound } from '../../kernels/roofline/cost-model.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { CORE_STATES, type CoreState, type TileRun } from './tile-run.js';

/** What one operator did as tiles: its kernels one after the other. */
export interface TileReport {
  readonly op: Operator;
  readonly runs: readonly TileRun[];
  readonly seconds: number;
  /** Seconds of the same mappings in closed form. */
  readonly closedFormSec: number;
  readonly cycles: number;
  readonly bound: Bound;
  /** Arithmetic done over what the cores could have done in the time, 0 to 1. */
  readonly utilisation: number;
  /** Launches, and mean seconds of a core in each state; together the operator's time. */
  readonly launchSec: number;
  readonly coreSec: Readonly<Record<CoreState, number>>;
  readonly loadsHeldSec: number;
  readonly trafficBytes: { readonly dram: number; readonly cache: number; readonly local: number };
  /** Planned by the mapping and counted where it happened; equal, or there is a bug. */
  readonly conservation: readonly { readonly quantity: string; readonly planned: number; readonly counted: number }[];
  readonly channels: QueueFigures;
  readonly banks: QueueFigures;
  readonly portBusyShare: number;
  readonly events: number;
  /** Steps of loads that one simulated block stands for, 1 where nothing is coarsened; the most of any kernel. */
  readonly stepsPerBlock: number;
  readonly fingerprint: string;
}

export interface QueueFigures {
  readonly servers: number;
  readonly busyShare: number;
  readonly meanQueue: number;
  readonly longestWaitSec: number;
}

/** Adds up the kernels of one operator. Throws an Error where what came out is not what went in (I4). */
export function tileReport(op: Operator, runs: readonly TileRun[], chip: Chip): TileReport {
  const sum = (pick: (run: TileRun) => number) => runs.reduce((total, run) => total + pick(run), 0);
  const seconds = sum((run) => run.seconds);
  const launchSec = sum((run) => run.plan.fixedSec);
  const coreSec = Object.fromEntries(
    CORE_STATES.map((state) => [state, sum((run) => run.coreSec[state])]),
  ) as unknown as Record<CoreState, number>;
  return {
    op,
    runs,
    seconds,
    closedFormSec: sum((run) => run.plan.closedFormSec),
    cycles: Math.round(seconds * chip.clockHz.value),
    bound: boundOf(launchSec, coreSec, runs),
    utilisation: coreSec.compute / seconds,
    launchSec,
    coreSec,
    loadsHeldSec: sum((run) => run.loadsHeldSec),
    trafficBytes: {
      dram: sum(({ counted }) => counted.dramRead + counted.dramWrite),
      cache: sum(({ counted }) => counted.cacheRead + counted.cacheWrite),
      local: sum((run) => run.plan.mapping.trafficBytes.local),
    },
    conservation: conservation(runs),
    channels: queueFigures(runs, (run) => run.channels),
    banks: queueFigures(runs, (run) => run.banks),
    portBusyShare: seconds > launchSec ? sum((run) => run.portBusyShare * run.ticks) / sum((run) => run.ticks) : 0,
    events: sum((run) => run.events),
    stepsPerBlock: Math.max(...runs.map(({ schedule }) => schedule.stepsPerBlock * schedule.tasksPerBlock)),
    fingerprint: runs.map((run) => run.fingerprint).join(''),
  };
}

/** The launch, else the larger of arithmetic and the time that loads and stores keep cores waiting. */
function boundOf(launchSec: number, core: TileReport['coreSec'], runs: readonly TileRun[]): Bound {
  const waiting = core.dram + core.bank + core.noc + core.store;
  const work = runs.reduce((total, run) => total + run.seconds - run.plan.fixedSec, 0);
  if (launchSec > work) return 'latency';
  return core.compute >= waiting ? 'compute' : 'memory';
}

function conservation(runs: readonly TileRun[]): TileReport['conservation'] {
  const sums = [
    ['operations', (run: TileRun) => run.plan.flops, (run: TileRun) => run.counted.flops],
    ['tiles', (run: TileRun) => run.plan.tasks, (run: TileRun) => run.counted.tasks],
    [
      'main-memory bytes',
      ({ plan }: TileRun) => plan.traffic.dramRead + plan.traffic.dramWrite,
      (run: TileRun) => run.channels.bytes,
    ],
    [
      'cache bytes',
      ({ plan }: TileRun) => plan.traffic.cacheRead + plan.traffic.cacheWrite,
      (run: TileRun) => run.banks.bytes,
    ],
  ] as const;
  return sums.map(([quantity, planned, counted]) => {
    const row = {
      quantity,
      planned: runs.reduce((total, run) => total + planned(run), 0),
      counted: runs.reduce((total, run) => total + counted(run), 0),
    };
    if (row.planned !== row.counted) throw new Error(`${quantity}: ${row.counted} came out of ${row.planned}.`);
    return row;
  });
}

function queueFigures(runs: readonly TileRun[], pick: (run: TileRun) => TileRun['channels']): QueueFigures {
  const ticks = runs.reduce((total, run) => total + run.ticks, 0);
  const mean = (value: (run: TileRun) => number) =>
    ticks > 0 ? runs.reduce((total, run) => total + value(run) * run.ticks, 0) / ticks : 0;
  return {
    servers: Math.max(...runs.map((run) => pick(run).servers)),
    busyShare: mean((run) => pick(run).busyShare),
    meanQueue: mean((run) => pick(run).meanQueue),
    longestWaitSec: Math.max(...runs.map((run) => pick(run).longestWaitSec)),
  };
}
