import type { Mapping } from '../../kernels/white-box/mapping.js';

/** Whole bytes at each level that one kernel moves, reads towards the cores and writes from them. */
export interface TileTraffic {
  readonly dramRead: number;
  readonly dramWrite: number;
  readonly cacheRead: number;
  readonly cacheWrite: number;
}

/**
 * How a core's loads meet its arithmetic: `ahead` as far as its stages reach; `streamed`, one block at a time, worked on while
 * it arrives, where what all cores share holds only one; `filled`, worked on once it is complete, where the core's memory
 * holds only one.
 */
export type Staging = 'ahead' | 'streamed' | 'filled';

/** One kernel launch as equal tasks, each a tile over its part of the depth, which cores take in turn. */
export interface TilePlan {
  /** Which kernel of its operator this is, such as `up`. */
  readonly label: string;
  readonly mapping: Mapping;
  readonly tasks: number;
  /** Load steps of a task. */
  readonly steps: number;
  /** Load steps that a core holds at once, the one being worked on included. */
  readonly stages: number;
  readonly staging: Staging;
  /** Arithmetic of a task on one core. */
  readonly computeSec: number;
  /** Loads of a task through the core's port, whole tiles. */
  readonly portSec: number;
  /** Until a sum that was finished last can be stored, and the store through the port. */
  readonly drainSec: number;
  readonly storeSec: number;
  /** Whether a core waits for its store before it works on, as where the sums leave its registers. */
  readonly waitsForStore: boolean;
  /** The least time from asking for a load until it has arrived. */
  readonly loadLatencySec: number;
  /** Launches, and what runs beside the tiles in closed form. */
  readonly fixedSec: number;
  /** Seconds of the mapping in closed form, what runs beside the tiles included. */
  readonly closedFormSec: number;
  readonly flops: number;
  readonly traffic: TileTraffic;
}
