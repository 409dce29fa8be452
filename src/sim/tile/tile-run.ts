import type { BlockSchedule } from './block-schedule.js';
import type { TilePlan, TileTraffic } from './tile-plan.js';

/** What cores do with their time; the causes add up to the run's time on every core. */
export const CORE_STATES = ['compute', 'dram', 'bank', 'noc', 'store', 'idle'] as const;
export type CoreState = (typeof CORE_STATES)[number];

/** One kind of server in one run, until the last of them is through: writes that a cache has taken may outlast the kernel. */
export interface ServerFigures {
  readonly servers: number;
  /** Share of that time in which a server transfers or opens pages, mean over the servers; 0 to 1. */
  readonly busyShare: number;
  /** Pieces that wait for a server, mean over time and servers, by Little's law. */
  readonly meanQueue: number;
  /** From asking for a piece until its transfer begins. */
  readonly meanWaitSec: number;
  readonly longestWaitSec: number;
  readonly bytes: number;
}

/** One kernel executed as tiles. */
export interface TileRun {
  readonly plan: TilePlan;
  readonly schedule: BlockSchedule;
  /** The launch included. */
  readonly seconds: number;
  /** Ticks from the end of the launch until the last write has left. */
  readonly ticks: number;
  readonly events: number;
  readonly fingerprint: string;
  /** What was counted where it happened: at the end of arithmetic, at banks and at channels. */
  readonly counted: TileTraffic & { readonly flops: number; readonly tasks: number };
  /** Mean seconds of a core in each state, all cores of the chip. */
  readonly coreSec: Readonly<Record<CoreState, number>>;
  /** Mean seconds in which a working core's loads waited for room that arithmetic had not yet freed. */
  readonly loadsHeldSec: number;
  readonly channels: ServerFigures;
  readonly banks: ServerFigures;
  /** Share of the run in which a core's port carries loads, mean over all cores. */
  readonly portBusyShare: number;
}
