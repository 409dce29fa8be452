import { boundOf, type Mapping } from './mapping.js';
import type { MappingMachine } from './mapping-machine.js';
import type { ProductShape } from './product-shape.js';
import { arrayTraffic, DRAM_LATENCY_SEC, loadStages, STEP, tilePace } from './tile-pace.js';

const SIDES = [16, 32, 64, 96, 128, 192, 256, 512];
const SPLITS = [1, 2, 3, 4, 6, 8, 12, 16];
const ACCUMULATOR_BYTES = 4;
/** Adding up the parts of a split product is a second, dependent kernel that skips the host: part of a launch. */
const REDUCTION_LAUNCHES = 0.5;

/** Share of a cyclic footprint that a cache of `capacity` keeps from one call to the next, never above capacity / footprint. */
export function residentShare(footprint: number, capacity: number): number {
  if (capacity <= 0) return 0;
  return Math.min(1, Math.max(0, 2 - footprint / capacity));
}

/** The fastest tiling of a product, by analytic search over tile sides and cuts of the depth; null where none fits. */
export function mapProduct(shape: ProductShape, machine: MappingMachine): Mapping | null {
  const { batch, m, n, k, weightBytes: wb, activationBytes: ab } = shape;
  const { units, opsPerUnitSec, cacheBytes, launchSec, levels } = machine;
  const flops = 2 * batch * m * n * k;
  const weights = batch * n * k * wb;
  const inputs = batch * m * k * ab;
  const outputs = batch * m * n * ab;
  const weightHit = residentShare(shape.weightCopies * weights + inputs + outputs, cacheBytes);
  const otherHit = residentShare(weights + inputs + outputs, cacheBytes);
  const compulsory = (1 - weightHit) * weights + (1 - otherHit) * (inputs + outputs);
  const lowerBoundSec = Math.max(
    flops / (opsPerUnitSec * units),
    compulsory / machine.dramBytesPerSec,
    (weights + inputs + outputs) / machine.cacheBytesPerSec,
  );
  const latencySec = levels.memoryLatencySec ?? DRAM_LATENCY_SEC;
  let best: Mapping | null = null;
  let candidates = 0;
  for (const rows of sidesFor(m)) {
    for (const columns of sidesFor(n)) {
      const stages = loadStages(rows, columns, shape, machine);
      if (stages < (levels.localDoubleBuffered ? 2 : 1)) continue;
      const behind = arrayTraffic(rows, columns, shape, machine.array);
      const tiles = batch * Math.ceil(m / rows) * Math.ceil(n / columns);
      const cacheInputs = inputs * Math.ceil(n / columns / machine.multicast);
      const cacheWeights = weights * Math.ceil(m / rows / machine.multicast);
      for (const split of SPLITS) {
        if (split > 1 && (k < 2 * STEP * split || (tiles * split) / units > 2)) break;
        candidates++;
        const depth = Math.ceil(k / split);
        const turns = Math.ceil((tiles * split) / units);
        const { computeSec, feedSec, endsSec } = tilePace(rows, columns, depth, stages, shape, machine);
        const tileSec = levels.localDoubleBuffered ? Math.max(computeSec, feedSec) : computeSec + feedSec;
        const compute = turns * (tileSec + endsSec) + latencySec;
        const dramTraffic = spilled(shape, weightHit, otherHit, rows, columns, machine);
        const cacheTraffic =
          cacheInputs + cacheWeights + outputs + (split > 1 ? 2 * split * batch * m * n * ACCUMULATOR_BYTES : 0);
        const dram = dramTraffic / machine.dramBytesPerSec;
        const cache = cacheTraffic / machine.cacheBytesPerSec;
        const fixed = launchSec * (split > 1 ? 1 + REDUCTION_LAUNCHES : 1);
        const onChip = Math.max(compute, cache);
        const work = levels.sharedDoubleBuffered ? Math.max(onChip, dram) : onChip + dram;
        // The first tiles' loads and the last tiles' stores have nothing to hide behind.
        const exposed = outputs / turns / machine.cacheBytesPerSec;
        const seconds = fixed + work + exposed;
        if (best !== null && seconds >= best.seconds) continue;
        const busySec = { compute, cache, dram, fixed };
        best = {
          seconds,
          tile: { rows, columns, depth, split },
          trafficBytes: {
            dram: dramTraffic,
            cache: cacheTraffic,
            local: cacheTraffic + tiles * k * behind.operandBytes,
            sums: machine.array === null ? 2 * outputs * (ACCUMULATOR_BYTES / ab) : tiles * k * behind.sumBytes,
          },
          busySec,
          bound: boundOf(busySec),
          datapath: 'matrix',
          utilisation: flops / (opsPerUnitSec * units * seconds),
          lowerBoundSec,
          candidates: 0,
        };
      }
    }
  }
  if (best === null) return null;
  return { ...best, candidates };
}

/** Tile sides worth trying: none beyond the first that covers the dimension. */
function sidesFor(extent: number): number[] {
  const covering = SIDES.findIndex((side) => side >= extent);
  return covering < 0 ? SIDES : SIDES.slice(0, covering + 1);
}

/** Main-memory bytes when the units work on one near-square group of tiles at a time, which shares its operands in cache. */
function spilled(
  shape: ProductShape,
  weightHit: number,
  otherHit: number,
  rows: number,
  columns: number,
  machine: MappingMachine,
): number {
  const { batch, m, n, k, weightBytes: wb, activationBytes: ab } = shape;
  const weights = n * k * wb;
  const inputs = m * k * ab;
  const outputs = m * n * ab;
  const once = (1 - weightHit) * weights + (1 - otherHit) * (inputs + outputs);
  // An operand that the cache holds beside the stream is read once whatever the order.
  if (Math.min(weights, inputs) <= machine.cacheBytes / 2) return batch * once;
  let least = Number.POSITIVE_INFINITY;
  for (let down = 1; down <= machine.units; down *= 2) {
    const across = Math.max(1, Math.floor(machine.units / down));
    const inputPasses = Math.ceil(n / (across * columns));
    const weightPasses = Math.ceil(m / (down * rows));
    least = Math.min(least, inputs * inputPasses + weights * weightPasses + outputs);
  }
  return batch * Math.max(once, least);
}
