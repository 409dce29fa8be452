import type { MappingMachine } from './machine/mapping-machine.js';
import { systolicCycles } from './machine/systolic-cycles.js';
import type { ProductShape } from './product-shape.js';

/** Depth of one step through k, in elements, as matrix libraries choose it. */
export const STEP = 64;
const MOST_STAGES = 6;
const ACCUMULATOR_BYTES = 4;

/** Load stages of one step each that a unit holds beside its accumulators; fewer than 2 overlap nothing. */
export function loadStages(rows: number, columns: number, shape: ProductShape, machine: MappingMachine): number {
  const stepBytes = (rows * shape.activationBytes + columns * shape.weightBytes) * STEP;
  const free = machine.localBytes - accumulators(rows, columns, machine);
  return Math.min(MOST_STAGES, Math.floor(free / stepBytes));
}

/** What a tile runs under beside the machine itself. */
export interface TileConditions {
  /** Share of the clock that board power sustains. */
  readonly clockShare: number;
  /** Seconds until a loaded byte arrives, from the level that holds it. */
  readonly loadLatencySec: number;
}

/** Seconds that one unit's engines spend on a tile: the slowest of the first three runs, then the ends come on top. */
export interface TilePace {
  /** The slower of arithmetic and the memories right behind it. */
  readonly computeSec: number;
  /** Whole tiles through the unit's port. */
  readonly portSec: number;
  /** Loads in flight cover latency only as far as the stages reach ahead. */
  readonly latencySec: number;
  /** The first step of fragments, which has nothing to overlap with, and the store. */
  readonly endsSec: number;
}

/** The pace of a tile of `rows` x `columns` over `depth` on one unit with so many load stages. */
export function tilePace(
  rows: number,
  columns: number,
  depth: number,
  stages: number,
  { clockShare, loadLatencySec }: TileConditions,
  shape: ProductShape,
  machine: MappingMachine,
): TilePace {
  const { activationBytes: ab, weightBytes: wb } = shape;
  const { array, levels, opsPerUnitSec } = machine;
  const steps = Math.ceil(depth / STEP);
  const stepBytes = (rows * ab + columns * wb) * STEP;
  const stepPort = stepBytes / (levels.portBytesPerSec * machine.multicast);
  const stepLatency = loadLatencySec / Math.max(1, stages - 1);
  const storeSec = machine.cacheLatencySec + (rows * columns * ab) / levels.portBytesPerSec;
  const behind = arrayTraffic(rows, columns, shape, array);
  const memorySec = Math.max(
    (depth * behind.operandBytes) / levels.localBytesPerSec,
    (depth * behind.sumBytes) / levels.sumBytesPerSec,
  );
  if (array !== null) {
    const mathSec = arrayOps(rows, columns, depth, array) / (opsPerUnitSec * clockShare);
    return {
      computeSec: Math.max(mathSec, memorySec),
      portSec: (depth / STEP) * stepPort,
      latencySec: (depth / STEP) * stepLatency,
      endsSec: storeSec,
    };
  }
  const stepMath = ((2 * rows * columns * STEP) / opsPerUnitSec + machine.stepSec) / clockShare;
  return {
    computeSec: Math.max(steps * stepMath, memorySec),
    portSec: steps * stepPort,
    latencySec: steps * stepLatency,
    endsSec: stepMath + storeSec,
  };
}

/** Fragments accumulate in the register file, 256 x 128 sums at most; arrays in theirs, or in the memory behind them. */
function accumulators(rows: number, columns: number, { array, levels }: MappingMachine): number {
  if (array === null) return rows * columns > 32768 ? Number.POSITIVE_INFINITY : 0;
  const bytes = rows * columns * ACCUMULATOR_BYTES;
  return bytes <= levels.sumBytes ? 0 : bytes;
}

/** Bytes for each step of a tile's depth. */
export interface ArrayTraffic {
  /** Taken from the memory behind the datapath. */
  readonly operandBytes: number;
  /** Partial sums read and written. */
  readonly sumBytes: number;
}

/** What an array takes from the memory behind it: the stationary operand once, the streamed ones once a fold. */
export function arrayTraffic(
  rows: number,
  columns: number,
  shape: ProductShape,
  array: MappingMachine['array'],
): ArrayTraffic {
  const inputs = rows * shape.activationBytes;
  const weights = columns * shape.weightBytes;
  // Fragments of 16 x 8 come out of registers, whose width is part of the peak rate.
  if (array === null) return { operandBytes: inputs + weights, sumBytes: 0 };
  const sumBytes = (2 * ACCUMULATOR_BYTES * rows * columns) / array.rows;
  switch (array.dataflow) {
    case 'os': {
      const across = Math.ceil(columns / array.columns);
      return { operandBytes: inputs * across + weights * Math.ceil(rows / array.rows), sumBytes: 0 };
    }
    case 'ws':
      return { operandBytes: inputs * Math.ceil(columns / array.columns) + weights, sumBytes };
    case 'is':
      return { operandBytes: inputs + weights * Math.ceil(rows / array.columns), sumBytes };
  }
}

/** Operations that the array could have done in the cycles it needs. */
function arrayOps(rows: number, columns: number, depth: number, array: NonNullable<MappingMachine['array']>): number {
  return 2 * array.rows * array.columns * systolicCycles(rows, columns, depth, array).cycles;
}
