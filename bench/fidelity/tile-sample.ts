import type { Chip } from '../../src/chips/index.js';
import { createStream } from '../../src/foundation/numeric/random-stream.js';
import { mappingMachine } from '../../src/kernels/white-box/machine/chip-mapping-machine.js';
import { planTiles } from '../../src/sim/tile/plan-tiles.js';
import { runTiles, type TileRunOptions } from '../../src/sim/tile/run-tiles.js';
import type { TilePlan } from '../../src/sim/tile/tile-plan.js';
import type { GemmOperator } from '../../src/workloads/operators/operator.js';

/** Chips of every kind: a GPU, a systolic array known by its figures and one by its floor plan, SRAM only, an FPGA. */
export const TILE_CHIPS = ['a100-sxm-80gb', 'tpu-v3', 'hypo-4nm-hbm-training', 'hypo-5nm-sram', 'u280'];

/**
 * What paces a product. `uncontended`: arithmetic or the core's own port, with no cut of the depth whose parts meet in the
 * cache, and main memory and cache busy for at most 0.6 of the time. `latency`: loads in flight do not cover the latency.
 * `contended`: everything else, in which cores stand in each other's way.
 */
export type Pace = 'uncontended' | 'latency' | 'contended';

const SHARED_SHARE = 0.6;

export function paceOf({ mapping, steps, stages, computeSec, portSec, loadLatencySec }: TilePlan): Pace {
  const { dram, cache, fixed } = mapping.busySec;
  if (mapping.tile.split > 1 || Math.max(dram, cache) > SHARED_SHARE * (mapping.seconds - fixed)) return 'contended';
  const latency = (steps * loadLatencySec) / Math.max(1, stages - 1);
  return latency > Math.max(computeSec, portSec) ? 'latency' : 'uncontended';
}

/** Products with m from 1 to 8192 and n and k as in language models, log-uniform. */
export function* randomProducts(seed: number): Generator<GemmOperator> {
  const random = createStream(seed, 'tile shapes');
  const size = (low: number, high: number) => Math.round(low * (high / low) ** random.nextUniform());
  for (;;) yield { kind: 'gemm', m: size(1, 8192), n: size(1024, 16384), k: size(2048, 16384), dtype: 'bf16' };
}

export interface Compared {
  readonly op: GemmOperator;
  readonly pace: Pace;
  /** Tile events over closed form, less 1. */
  readonly difference: number;
}

/** The first `count` random products that a chip paces as asked, or any; fewer where `most` of them hold no more. */
export function compareProducts(
  chip: Chip,
  wanted: Pace | 'any',
  count: number,
  options: TileRunOptions,
  most = 1000 * count,
): Compared[] {
  const machine = mappingMachine(chip, 'bf16');
  const found: Compared[] = [];
  let tried = 0;
  for (const op of randomProducts(20261126)) {
    if (found.length === count || tried++ === most) break;
    // Six copies of the weights, as in a model: none is still in cache when its turn comes again.
    const [plan] = planTiles(op, chip, 6) ?? [];
    if (plan === undefined) continue;
    const pace = paceOf(plan);
    if (wanted !== 'any' && pace !== wanted) continue;
    const run = runTiles(plan, chip, machine, options, null);
    found.push({ op, pace, difference: run.seconds / plan.closedFormSec - 1 });
  }
  return found;
}
