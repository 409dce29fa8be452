import type { CoreLevels } from './core-levels.js';
import type { SystolicArray } from './systolic-cycles.js';

/** A chip as the tile search sees it: plain best values, rates of one unit, capacities of each level. */
export interface MappingMachine {
  /** Cores, or systolic arrays where the chip has them: each works on one tile at a time. */
  readonly units: number;
  /** Operations a second of one unit at full clock; 0 where the chip lacks the datapath. */
  readonly opsPerUnitSec: number;
  readonly vectorOpsPerSec: number;
  readonly exponentialsPerSec: number;
  /** Board power over what the full rate would draw, as `powerHeadroom`. */
  readonly powerHeadroom: number;
  /** Operand and accumulator bytes that one unit holds. */
  readonly localBytes: number;
  /** Bytes that a program can count on, and how sharply reuse ends there, as the exponent of a footprint. */
  readonly cacheBytes: number;
  readonly cacheEdge: number;
  readonly cacheBytesPerSec: number;
  readonly cacheLatencySec: number;
  /** Units that one read of the cache serves, along each side of a tile. */
  readonly multicast: number;
  /** Main-memory bandwidth that tiles sustain, and streams with all threads loading. */
  readonly dramBytesPerSec: number;
  readonly streamBytesPerSec: number;
  readonly dramLatencySec: number;
  /** Whether rows are worked on by blocks of threads. */
  readonly threads: boolean;
  /** Whether units copy and multiply by themselves while their threads do something else. */
  readonly asynchronous: boolean;
  /** Seconds of one step through k beside its arithmetic, and what they are where threads take every step themselves. */
  readonly stepSec: number;
  readonly threadStepSec: number;
  /** Floor of a tiny kernel, and the part of it that larger kernels pay as well. */
  readonly floorSec: number;
  readonly launchSec: number;
  /** The array of one unit; null where a unit multiplies small fragments. */
  readonly array: SystolicArray | null;
  readonly levels: CoreLevels;
}
