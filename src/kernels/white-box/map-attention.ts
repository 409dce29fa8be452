import { dtypeLayout } from '../../workloads/operators/dtype.js';
import { kvDtypeBytes } from '../../workloads/operators/kv-dtype.js';
import type { AttentionDecodeOperator, AttentionPrefillOperator } from '../../workloads/operators/operator.js';
import { normSum } from '../roofline/gemm-time.js';
import { causalPairs, operatorBytes, operatorFlops } from '../roofline/operator-work.js';
import type { MappingMachine } from './machine/mapping-machine.js';
import { sustainedClock } from './machine/power-headroom.js';
import { systolicCycles } from './machine/systolic-cycles.js';
import { OVERLAP, residentShare } from './map-product.js';
import { boundOf, type Mapping } from './mapping.js';

type AttentionOperator = AttentionPrefillOperator | AttentionDecodeOperator;

/** Query rows of one block of a fused attention kernel, keys of one step past it, and parts the keys may be cut into. */
const QUERY_ROWS = 128;
const STEP_KEYS = 64;
const KV_SPLITS = [1, 2, 4, 8, 16, 32, 64, 128];
/** Kernels of one call of a serving library: new keys and values into the paged cache, bookkeeping, attention. */
const KERNELS = 4;
/** Vector operations on a score beside its exponential: scale, mask, maximum, subtract, sum, rescale, convert (FlashAttention-2, 2023). */
const VECTOR_OPS_PER_SCORE = 8;

/** Attention as work items, each a block of queries past which keys and values stream. */
export interface AttentionWork {
  readonly items: number;
  /** Query rows of an item. */
  readonly packedRows: number;
  /** Keys that stream past an item in whole steps: on average, and past the longest. */
  readonly columns: number;
  readonly longestColumns: number;
  readonly secPerColumn: number;
  /** The first loads, which have nothing to hide behind, and the store. */
  readonly endsSec: number;
}

/** How attention is cut into items, and the pace of one on a unit whose clock is held to a share. */
export function attentionWork(op: AttentionOperator, machine: MappingMachine, clockShare = 1): AttentionWork {
  const qLen = op.kind === 'attention_prefill' ? op.qLen : 1;
  const group = op.heads / op.kvHeads;
  const packedRows = Math.max(16, Math.min(QUERY_ROWS, qLen * (qLen === 1 ? group : 1)));
  const reach = op.window > 0 ? Math.min(op.kvLen, op.window + Math.min(qLen, QUERY_ROWS)) : op.kvLen;
  const longestColumns = Math.ceil(reach / STEP_KEYS) * STEP_KEYS;
  // A block of queries sees the keys of its last one, in whole steps.
  const waste = qLen === 1 ? STEP_KEYS : (QUERY_ROWS + STEP_KEYS) / 2;
  const columns = Math.min(longestColumns, causalPairs(qLen, op.kvLen, op.window) / qLen + waste);
  return {
    items: op.batch * (qLen === 1 ? op.kvHeads : op.heads * Math.ceil(qLen / QUERY_ROWS)),
    packedRows,
    columns,
    longestColumns,
    secPerColumn: columnSec(packedRows, op, machine, clockShare),
    endsSec: 2 * machine.dramLatencySec + machine.cacheLatencySec,
  };
}

/** Seconds that one column of keys takes: scores, softmax and values in turn, or overlapped where units multiply by themselves. */
function columnSec(packedRows: number, op: AttentionOperator, machine: MappingMachine, clockShare: number): number {
  const { units, exponentialsPerSec, vectorOpsPerSec, threadStepSec } = machine;
  const product = productColumnSec(packedRows, op.headDim, machine);
  const softmax = packedRows * units * (1 / exponentialsPerSec + VECTOR_OPS_PER_SCORE / vectorOpsPerSec);
  // Two blocks take turns where units multiply by themselves: one's softmax hides behind the other's products.
  const joined = machine.asynchronous ? Math.max(product, softmax) : product + softmax;
  const passes = machine.asynchronous ? 1 : 2;
  const math = (joined + (passes * threadStepSec) / STEP_KEYS) / clockShare;
  const bytes = 2 * op.headDim * kvDtypeBytes(op.kvDtype);
  return Math.max(math, bytes / (machine.levels.portBytesPerSec * machine.multicast));
}

/** Seconds that a block of scores and its product with the values take one unit, for each column of keys. */
function productColumnSec(packedRows: number, headDim: number, machine: MappingMachine): number {
  const { units, opsPerUnitSec, array, levels, vectorOpsPerSec } = machine;
  const flops = 4 * packedRows * headDim;
  if (array === null) return flops / opsPerUnitSec;
  const keys = Math.max(array.rows, array.columns);
  const scores = systolicCycles(packedRows, keys, headDim, array).cycles;
  const values = systolicCycles(packedRows, headDim, keys, array).cycles;
  const onArray = ((scores + values) * 2 * array.rows * array.columns) / (opsPerUnitSec * keys);
  return levels.vectorProducts ? Math.min(onArray, (flops * units) / vectorOpsPerSec) : onArray;
}

/** Attention fused as FlashAttention does: scores never leave the unit; keys and values stream past blocks of queries. */
export function mapAttention(op: AttentionOperator, machine: MappingMachine): Mapping {
  const { units, opsPerUnitSec } = machine;
  const qLen = op.kind === 'attention_prefill' ? op.qLen : 1;
  const flops = operatorFlops(op);
  const bytes = operatorBytes(op);
  const hit = residentShare(bytes, machine);
  const dramBytes = (1 - hit) * bytes;
  const dram = dramBytes / machine.dramBytesPerSec;
  const { activationBytes } = dtypeLayout(op.dtype);
  const kvBytes = kvDtypeBytes(op.kvDtype);
  const newRows = op.batch * qLen * op.kvHeads * 2 * op.headDim;
  const written = (newRows * (activationBytes + kvBytes)) / machine.dramBytesPerSec;
  const work = attentionWork(op, machine);
  const queryBytes = 2 * op.batch * qLen * op.heads * op.headDim * activationBytes;
  const cacheBytes = queryBytes + work.items * work.columns * 2 * op.headDim * kvBytes;
  let best: Mapping | null = null;
  for (const split of qLen === 1 ? KV_SPLITS : [1]) {
    if (split > 1 && work.columns < STEP_KEYS * split) break;
    const turns = Math.ceil((work.items * split) / units);
    const clockShare = sustainedClock(machine.powerHeadroom, (work.items * split) / (turns * units));
    const { secPerColumn, columns, longestColumns, endsSec } = attentionWork(op, machine, clockShare);
    const longest = (longestColumns * secPerColumn) / split + endsSec;
    const compute = Math.max(longest, turns * ((columns * secPerColumn) / split + endsSec));
    const busySec = {
      compute,
      cache: cacheBytes / machine.cacheBytesPerSec,
      dram,
      fixed: machine.launchSec * (KERNELS + (split > 1 ? 1 : 0)),
    };
    const seconds = busySec.fixed + written + normSum(compute, Math.max(busySec.cache, dram), OVERLAP);
    if (best !== null && seconds >= best.seconds) continue;
    best = {
      seconds,
      tile: { rows: work.packedRows, columns: STEP_KEYS, depth: op.headDim, split },
      clockShare,
      loadLatencySec: machine.dramLatencySec,
      trafficBytes: { dram: dramBytes, cache: cacheBytes, local: cacheBytes, sums: 0 },
      busySec,
      bound: boundOf(busySec),
      datapath: 'matrix',
      utilisation: flops / (opsPerUnitSec * units * seconds),
      lowerBoundSec: Math.max(flops / (opsPerUnitSec * units), dram),
      candidates: qLen === 1 ? KV_SPLITS.length : 1,
    };
  }
  return best!;
}
