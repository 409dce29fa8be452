import { type Chip, energyPerAction } from '../../chips/index.js';
import { addAlike, type BandEnd, bandOfEnds, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { GemmOperator } from '../../workloads/operators/operator.js';
import { operatorCost } from '../../workloads/operators/operator-cost.js';
import { pearlGraph } from '../../workloads/pow/pearl-graph.js';
import { PEARL_PURE_DEFAULTS, pearlPureGraph } from '../../workloads/pow/pearl-pure-graph.js';
import { PEARL_TILE } from '../../workloads/pow/pearl-rules.js';
import type { WorkGraph } from '../../workloads/pow/work-graph.js';
import { SLOTS_PER_NAIVE_OP } from './hash-slots.js';
import { type PowRate, type PowRefusal, slotJoules, withinPower } from './rate-figures.js';
import { sustainedShare } from './sustained-share.js';

/** A product of merged mining: k 4096 at rank 128, as in a large model's layer. */
const MERGED: GemmOperator = { kind: 'gemm', m: 8192, n: 8192, k: 4096, dtype: 'int8' };
const MERGED_RANK = 128;
const PASSES_PER_JOB = 1000;
const TILE_ELEMENTS = 4 * 8;

/** What mining costs for each multiply-accumulate that counts. */
interface MiningCost {
  /** Multiply-accumulates on the matrix datapath, those of denoising included. */
  readonly products: number;
  /** 32-bit slots: transcript, tickets, noise and hashing. */
  readonly slots: number;
  readonly usefulShare: number;
  readonly k: number;
  readonly rank: number;
}

function miningCost(merged: boolean): MiningCost {
  const plain = { name: 'product', nodes: [{ id: 0, name: 'product', group: 'product', op: MERGED, deps: [] }] };
  const work: WorkGraph = merged
    ? pearlGraph(plain, { config: { ...PEARL_TILE, rank: MERGED_RANK }, passesPerJob: PASSES_PER_JOB })
    : pearlPureGraph(PEARL_PURE_DEFAULTS);
  let products = 0;
  let naiveOps = 0;
  for (const { op } of work.graph.nodes) {
    if (op.kind === 'gemm') products += operatorCost(op).flops / 2;
    if (op.kind === 'vector') naiveOps += op.ops;
  }
  return {
    products: products / work.workUnits,
    slots: (naiveOps / work.workUnits) * SLOTS_PER_NAIVE_OP,
    usefulShare: work.usefulShare,
    k: merged ? MERGED.k : PEARL_PURE_DEFAULTS.k,
    rank: merged ? MERGED_RANK : 32,
  };
}

/**
 * Pearl's multiply-accumulates a second: the published int8 matrix rate times the share of it that mining sustains, or
 * what the integer lanes can fold into transcripts beside it. Merged mining recovers the useful product as well, for
 * whose noise 2 r / k more products are computed.
 */
export function pearlRate(protocol: string, merged: boolean, chip: Chip): PowRate | PowRefusal {
  const peak = chip.matrixRates.int8 ?? chip.simtRates.int8;
  if (peak === null) return { refused: `${chip.name} has no int8 datapath.` };
  const isMatrix = chip.matrixRates.int8 !== null;
  const cost = miningCost(merged);
  const share = sustainedShare(chip.id);
  const lanes = chip.int32OpsPerSec;
  const matrixRate = (end: BandEnd) => (peak[end] * share[end]) / 2 / cost.products;
  const laneRate = (end: BandEnd) => (lanes === null ? Number.POSITIVE_INFINITY : lanes[end] / cost.slots);
  const unitsPerSec = bandOfEnds((end) => Math.min(matrixRate(end), laneRate(end)));
  const energy = energyPerAction(chip);
  const perOp = isMatrix ? energy.matrixJoulesPerOp.int8 : energy.simtJoulesPerOp.int8;
  const perSlot = slotJoules(chip);
  const each = addAlike(scaleBand(perOp, 2 * cost.products), scaleBand(perSlot, cost.slots));
  const percent = (value: number) => `${(value * 100).toFixed(0)} %`;
  return {
    protocol,
    chip: chip.id,
    unit: 'mac',
    ...withinPower(chip, unitsPerSec, each),
    bound: 'compute',
    usefulShare: cost.usefulShare,
    verificationUnits: TILE_ELEMENTS * cost.k,
    notes: [
      merged
        ? `Merged: the useful product is recovered; ${((cost.products - 1) * 100).toFixed(2)} % more products at k ${cost.k}, rank ${cost.rank}.`
        : `Pure, k ${cost.k} and rank ${cost.rank}: the product is thrown away, as the measured network does; the paper promises useful products.`,
      `Mining sustains ${percent(share.value)} of the published int8 rate (median of the other measured cards; range ${percent(share.low)} to ${percent(share.high)}).`,
      ...(laneRate('value') < matrixRate('value')
        ? ['Folding accumulators into transcripts on the integer lanes decides; a larger rank would ease it.']
        : []),
      ...(isMatrix ? [] : ['The chip multiplies int8 on its vector lanes only.']),
    ],
  };
}
