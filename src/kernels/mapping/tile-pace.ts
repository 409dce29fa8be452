import type { MappingMachine } from './mapping-machine.js';
import type { ProductShape } from './product-shape.js';
import { systolicCycles } from './systolic-cycles.js';

/** Depth of one step through k, in elements, as matrix libraries choose it. */
export const STEP = 64;
/**
 * Seconds until a loaded byte arrives, under load: 466 to 541 cycles from main memory and about 260 from the cache on
 * A100, H100 and Ada (Luo et al., "Benchmarking and Dissecting the Nvidia Hopper GPU Architecture", 2024).
 */
export const DRAM_LATENCY_SEC = 0.5e-6;
export const CACHE_LATENCY_SEC = 0.2e-6;
const MOST_STAGES = 6;
const ACCUMULATOR_BYTES = 4;

/** Load stages of one step each that a unit holds beside its accumulators; fewer than 2 overlap nothing. */
export function loadStages(rows: number, columns: number, shape: ProductShape, machine: MappingMachine): number {
  const stepBytes = (rows * shape.activationBytes + columns * shape.weightBytes) * STEP;
  const free = machine.localBytes - accumulators(rows, columns, machine.array === null);
  return Math.min(MOST_STAGES, Math.floor(free / stepBytes));
}

/** Seconds that one unit's engines spend on a tile: the slower of arithmetic and loads runs, then the ends come on top. */
export interface TilePace {
  readonly computeSec: number;
  /** Whole tiles through the unit's port; loads in flight cover latency only as far as the stages reach ahead. */
  readonly feedSec: number;
  /** The first load's latency and the store. */
  readonly endsSec: number;
}

/** The pace of a tile of `rows` x `columns` over `depth` on one unit with so many load stages. */
export function tilePace(
  rows: number,
  columns: number,
  depth: number,
  stages: number,
  shape: ProductShape,
  machine: MappingMachine,
): TilePace {
  const { activationBytes: ab, weightBytes: wb } = shape;
  const { array } = machine;
  const port = machine.cacheBytesPerSec / machine.units;
  const tileOps = array === null ? 2 * rows * columns * depth : arrayOps(rows, columns, depth, array);
  return {
    computeSec: tileOps / machine.opsPerUnitSec,
    feedSec: Math.max(
      depth * ((rows * ab + columns * wb) / (port * machine.multicast)),
      ((depth / STEP) * DRAM_LATENCY_SEC) / Math.max(1, stages - 1),
    ),
    endsSec: CACHE_LATENCY_SEC + (rows * columns * ab) / port,
  };
}

/** Fragments accumulate in the register file, 512 x 128 sums at most; arrays in the scratchpad behind them. */
function accumulators(rows: number, columns: number, inRegisters: boolean): number {
  if (!inRegisters) return rows * columns * ACCUMULATOR_BYTES;
  return rows * columns > 32768 ? Number.POSITIVE_INFINITY : 0;
}

/** Operations that the array could have done in the cycles it needs. */
function arrayOps(rows: number, columns: number, depth: number, array: NonNullable<MappingMachine['array']>): number {
  return 2 * array.rows * array.columns * systolicCycles(rows, columns, depth, array).cycles;
}
