import type { Chip } from '../../chips/chip/chip.js';
import type { MappingMachine } from '../../kernels/white-box/machine/mapping-machine.js';
import { Simulator } from '../engine/simulator.js';
import { ticksToSeconds } from '../engine/tick.js';
import type { TieBreak } from '../engine/tie-break.js';
import { blockSchedule } from './block-schedule.js';
import type { ServerSet } from './server-set.js';
import { TileExecution } from './tile-execution.js';
import type { TilePlan } from './tile-plan.js';
import type { TileProbe } from './tile-probe.js';
import { sharedServers } from './tile-resources.js';
import type { ServerFigures, TileRun } from './tile-run.js';

export interface TileRunOptions {
  /** Blocks that one kernel may be cut into, about; what is coarser says so in its schedule. */
  readonly blockBudget: number;
  readonly tieBreak: TieBreak;
}

export const DEFAULT_TILE_OPTIONS: TileRunOptions = { blockBudget: 12_000, tieBreak: 'fifo' };

/**
 * Executes one kernel as events: loads, arithmetic and stores of blocks of tiles on cores, ports, banks and channels.
 *
 * @example
 * runTiles(planTiles(op, chip, 6)[0], chip, mappingMachine(chip, 'bf16'), DEFAULT_TILE_OPTIONS, null).seconds
 */
export function runTiles(
  plan: TilePlan,
  chip: Chip,
  machine: MappingMachine,
  options: TileRunOptions,
  probe: TileProbe | null,
): TileRun {
  const schedule = blockSchedule(plan, machine.units, options.blockBudget);
  const simulator = new Simulator({ tieBreak: options.tieBreak });
  const { trafficBytes, busySec } = plan.mapping;
  const sustained = busySec.dram > 0 ? trafficBytes.dram / busySec.dram : machine.dramBytesPerSec;
  const servers = sharedServers(chip, machine, sustained, probe);
  // What the cache still holds at the end is written while the next kernel is launched.
  const hiddenWriteSec = Math.min(machine.cacheBytes / sustained, machine.launchSec);
  const execution = new TileExecution(simulator, plan, schedule, servers, hiddenWriteSec, probe);
  execution.start();
  simulator.run();
  const ticks = execution.endTick;
  const { stalls } = execution;
  const cores = Math.max(machine.units, schedule.lanes * schedule.coresPerLane);
  const mean = (laneTicks: number) => (ticksToSeconds(laneTicks, 'ps') * schedule.coresPerLane) / cores;
  const without = (cores - schedule.lanes * schedule.coresPerLane) / schedule.coresPerLane;
  return {
    plan,
    schedule,
    seconds: plan.fixedSec + ticksToSeconds(ticks, 'ps'),
    ticks,
    events: simulator.eventCount,
    fingerprint: simulator.fingerprint() ?? '',
    counted: {
      flops: execution.flops,
      tasks: execution.tasks,
      dramRead: execution.loads.dramRead,
      dramWrite: execution.dramWrite,
      cacheRead: execution.loads.cacheRead,
      cacheWrite: execution.cacheWrite,
    },
    coreSec: {
      compute: mean(stalls.compute),
      dram: mean(stalls.dram),
      bank: mean(stalls.bank),
      noc: mean(stalls.noc),
      store: mean(stalls.store),
      idle: mean(stalls.idle(ticks) + without * ticks),
    },
    loadsHeldSec: ticksToSeconds(stalls.loadsHeld, 'ps') / schedule.lanes,
    channels: serverFigures(servers.channels, ticks),
    banks: serverFigures(servers.banks, ticks),
    portBusyShare: ticks > 0 ? (execution.loads.portTicks * schedule.coresPerLane) / cores / ticks : 0,
  };
}

function serverFigures(set: ServerSet, ticks: number): ServerFigures {
  const span = Math.max(ticks, set.lastFreeTick());
  const over = span > 0 ? 1 / (span * set.count) : 0;
  return {
    servers: set.count,
    busyShare: set.busyTicks * over,
    meanQueue: set.waitTicks * over,
    meanWaitSec: set.pieces > 0 ? ticksToSeconds(set.waitTicks / set.pieces, 'ps') : 0,
    longestWaitSec: ticksToSeconds(set.longestWaitTicks, 'ps'),
    bytes: set.bytes.reduce((sum, bytes) => sum + bytes, 0),
  };
}
