import { normSum } from '../roofline/gemm-time.js';
import type { MappingMachine } from './machine/mapping-machine.js';
import { OVERLAP, residentShare } from './map-product.js';
import { boundOf, type Mapping } from './mapping.js';
import type { ProductShape } from './product-shape.js';

/** Rows of inputs that lanes keep in their registers while the weights stream past once. */
const MOST_ROWS = 16;

/**
 * A product of few rows on the vector lanes, where an array would stand mostly empty; null where it has more rows than
 * lanes keep, or the description says nothing of lanes.
 */
export function vectorProduct(shape: ProductShape, machine: MappingMachine): Mapping | null {
  const { batch, m, n, k, weightBytes, activationBytes } = shape;
  const { levels, vectorOpsPerSec, cacheBytesPerSec, dramBytesPerSec, launchSec } = machine;
  if (!levels.vectorProducts || m > MOST_ROWS || !(vectorOpsPerSec > 0)) return null;
  const weights = batch * n * k * weightBytes;
  const others = batch * m * (n + k) * activationBytes;
  const weightHit = residentShare(shape.weightCopies * weights + others, machine);
  const otherHit = residentShare(weights + others, machine);
  const dramTraffic = (1 - weightHit) * weights + (1 - otherHit) * others;
  const bytes = weights + others;
  const flops = 2 * batch * m * n * k;
  const loadLatencySec = levels.memoryLatencySec ?? machine.dramLatencySec;
  const busySec = {
    compute: flops / vectorOpsPerSec + loadLatencySec,
    cache: bytes / cacheBytesPerSec,
    dram: dramTraffic / dramBytesPerSec,
    fixed: launchSec,
  };
  const work = levels.sharedDoubleBuffered
    ? normSum(busySec.compute, Math.max(busySec.dram, busySec.cache), OVERLAP)
    : Math.max(busySec.compute, busySec.cache) + busySec.dram;
  const seconds = launchSec + work;
  return {
    seconds,
    tile: { rows: m, columns: 1, depth: k, split: 1 },
    clockShare: 1,
    loadLatencySec,
    trafficBytes: { dram: dramTraffic, cache: bytes, local: bytes, sums: 0 },
    busySec,
    bound: boundOf(busySec),
    datapath: 'vector',
    utilisation: flops / (vectorOpsPerSec * seconds),
    lowerBoundSec: Math.max(flops / vectorOpsPerSec, busySec.cache, busySec.dram),
    candidates: 1,
  };
}
