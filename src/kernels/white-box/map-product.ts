import { hitShare, normSum } from '../roofline/gemm-time.js';
import type { MappingMachine } from './machine/mapping-machine.js';
import { sustainedClock } from './machine/power-headroom.js';
import { boundOf, type Mapping } from './mapping.js';
import type { ProductShape } from './product-shape.js';
import { arrayTraffic, loadStages, STEP, tilePace } from './tile-pace.js';

const SIDES = [16, 32, 64, 96, 128, 192, 256, 512];
/** Pipelines that are laid out for a shape fill tiles of any size; fragments and arrays do not. */
const FREE_SIDES = [1, 2, 4, 8, ...SIDES];
const SPLITS = [1, 2, 3, 4, 6, 8, 12, 16];
const ACCUMULATOR_BYTES = 4;
/** How arithmetic and traffic join, as the exponent of a norm: they overlap, but each now and then waits for the other. */
export const OVERLAP = 5;

/** Share of a cyclic footprint that is found where it was left, from one call to the next: half of it at the capacity. */
export function residentShare(footprint: number, machine: Pick<MappingMachine, 'cacheBytes' | 'cacheEdge'>): number {
  return hitShare(footprint, machine.cacheBytes, machine.cacheEdge);
}

/** The fastest tiling of a product, by analytic search over tile sides and cuts of the depth; null where none fits. */
export function mapProduct(shape: ProductShape, machine: MappingMachine): Mapping | null {
  const { batch, m, n, k, weightBytes: wb, activationBytes: ab } = shape;
  const { units, opsPerUnitSec, launchSec, multicast, levels } = machine;
  const flops = 2 * batch * m * n * k;
  const weights = batch * n * k * wb;
  const inputs = batch * m * k * ab;
  const outputs = batch * m * n * ab;
  const weightHit = residentShare(shape.weightCopies * weights + inputs + outputs, machine);
  const otherHit = residentShare(weights + inputs + outputs, machine);
  const compulsory = (1 - weightHit) * weights + (1 - otherHit) * (inputs + outputs);
  const lowerBoundSec = Math.max(
    flops / (opsPerUnitSec * units),
    compulsory / machine.dramBytesPerSec,
    (weights + inputs + outputs) / machine.cacheBytesPerSec,
  );
  const memoryLatencySec = levels.memoryLatencySec ?? machine.dramLatencySec;
  const loadLatencySec = weightHit * machine.cacheLatencySec + (1 - weightHit) * memoryLatencySec;
  let best: Mapping | null = null;
  let candidates = 0;
  const sides = machine.threads || machine.array !== null ? SIDES : FREE_SIDES;
  for (const rows of covering(m, sides)) {
    for (const columns of covering(n, sides)) {
      const stages = loadStages(rows, columns, shape, machine);
      if (stages < (levels.localDoubleBuffered ? 2 : 1)) continue;
      const behind = arrayTraffic(rows, columns, shape, machine.array);
      const tiles = batch * Math.ceil(m / rows) * Math.ceil(n / columns);
      const operandTraffic =
        inputs * Math.ceil(n / columns / multicast) + weights * Math.ceil(m / rows / multicast) + outputs;
      const dramTraffic = spilled(shape, compulsory, rows, columns, machine);
      const dram = dramTraffic / machine.dramBytesPerSec;
      for (const split of SPLITS) {
        if (split > 1 && (k < 2 * STEP * split || (tiles * split) / units > 2)) break;
        candidates++;
        const depth = Math.ceil(k / split);
        const turns = Math.ceil((tiles * split) / units);
        const clockShare = sustainedClock(machine.powerHeadroom, (tiles * split) / (turns * units));
        const conditions = { clockShare, loadLatencySec };
        const pace = tilePace(rows, columns, depth, stages, conditions, shape, machine);
        const feedSec = Math.max(pace.portSec, pace.latencySec);
        const tileSec = levels.localDoubleBuffered ? Math.max(pace.computeSec, feedSec) : pace.computeSec + feedSec;
        const compute = turns * (tileSec + pace.endsSec) + loadLatencySec;
        const cacheTraffic = operandTraffic + (split > 1 ? 2 * split * batch * m * n * ACCUMULATOR_BYTES : 0);
        const cache = cacheTraffic / machine.cacheBytesPerSec;
        // The parts of a split product are added up by a second kernel.
        const fixed = launchSec * (split > 1 ? 2 : 1);
        if (best !== null && fixed + Math.max(compute, dram, cache) >= best.seconds) continue;
        const work = levels.sharedDoubleBuffered
          ? normSum(compute, Math.max(dram, cache), OVERLAP)
          : Math.max(compute, cache) + dram;
        const seconds = fixed + work;
        if (best !== null && seconds >= best.seconds) continue;
        const busySec = { compute, cache, dram, fixed };
        const bound = boundOf(busySec);
        best = {
          seconds,
          tile: { rows, columns, depth, split },
          clockShare,
          loadLatencySec,
          trafficBytes: {
            dram: dramTraffic,
            cache: cacheTraffic,
            local: cacheTraffic + tiles * k * behind.operandBytes,
            sums: machine.array === null ? 2 * outputs * (ACCUMULATOR_BYTES / ab) : tiles * k * behind.sumBytes,
          },
          busySec,
          // A core that waits for its operands is not held up by arithmetic.
          bound: bound === 'compute' && feedSec > pace.computeSec ? 'memory' : bound,
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
function covering(extent: number, sides: readonly number[]): readonly number[] {
  const first = sides.findIndex((side) => side >= extent);
  return first < 0 ? sides : sides.slice(0, first + 1);
}

/** Main-memory bytes when the units work on one near-square group of tiles at a time, which shares its operands in cache. */
function spilled(
  shape: ProductShape,
  compulsory: number,
  rows: number,
  columns: number,
  machine: MappingMachine,
): number {
  const { batch, m, n, k, weightBytes: wb, activationBytes: ab } = shape;
  const weights = n * k * wb;
  const inputs = m * k * ab;
  const outputs = m * n * ab;
  // An operand that the cache holds beside the stream is read once whatever the order.
  if (Math.min(weights, inputs) <= machine.cacheBytes) return compulsory;
  let least = Number.POSITIVE_INFINITY;
  for (let down = 1; down <= machine.units; down *= 2) {
    const across = Math.max(1, Math.floor(machine.units / down));
    const inputPasses = Math.ceil(n / (across * columns));
    const weightPasses = Math.ceil(m / (down * rows));
    least = Math.min(least, inputs * inputPasses + weights * weightPasses + outputs);
  }
  return Math.max(compulsory, batch * least);
}
