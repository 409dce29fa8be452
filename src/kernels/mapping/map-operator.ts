import type { Chip } from '../../chips/chip.js';
import { dtypeLayout } from '../../workloads/dtype.js';
import type {
  AttentionDecodeOperator,
  AttentionPrefillOperator,
  MoeOperator,
  Operator,
  RowwiseOperator,
} from '../../workloads/operator.js';
import { deviceFigures } from '../calibrated/chip-figures.js';
import { operatorPeak } from '../calibrated/forms/three-regime-form.js';
import { causalPairs, operatorBytes, operatorFlops } from '../operator-work.js';
import { bestProduct } from './best-product.js';
import { residentShare } from './map-product.js';
import { boundOf, type Mapping } from './mapping.js';
import { type MappingMachine, mappingMachine } from './mapping-machine.js';
import { expertProducts, productShape } from './product-shape.js';
import { systolicCycles } from './systolic-cycles.js';
import { WHITE_BOX_CONSTANTS, type WhiteBoxConstants } from './white-box-constants.js';

/** Query rows of one block of a fused attention kernel, and the work items it may be cut into. */
const QUERY_ROWS = 128;
const KV_SPLITS = [1, 2, 4, 8, 16, 32, 64, 128];
/** Share of a link's rate that large messages reach, and seconds of one hop (LLMCompass at 2e015fd: 8.9 us for NVLink 3). */
const SUSTAINED_LINK = 0.8;
const HOP_SEC = 2e-6;

/**
 * Lays one operator over a chip that has its datapath. A RangeError says that the local memory holds no tile.
 *
 * @example mapOperator({ kind: 'gemm', m: 1, n: 8192, k: 8192, dtype: 'bf16' }, a100, 6).bound // 'memory'
 */
export function mapOperator(
  op: Operator,
  chip: Chip,
  weightCopies: number,
  constants: WhiteBoxConstants = WHITE_BOX_CONSTANTS,
): Mapping {
  const mapping = tryMapOperator(op, chip, weightCopies, constants);
  if (mapping === null) throw new RangeError(`No tile of ${op.kind} fits the local memory of ${chip.id}.`);
  return mapping;
}

/** As `mapOperator`, with null where the local memory holds no tile. */
export function tryMapOperator(
  op: Operator,
  chip: Chip,
  weightCopies: number,
  constants: WhiteBoxConstants = WHITE_BOX_CONSTANTS,
): Mapping | null {
  const machine = mappingMachine(chip, op.kind === 'hash' ? 'fp32' : op.dtype, constants);
  switch (op.kind) {
    case 'gemm':
    case 'batched_gemm':
      return bestProduct(productShape(op, weightCopies), machine);
    case 'moe':
      return mapExperts(op, machine, weightCopies);
    case 'attention_prefill':
    case 'attention_decode':
      return mapAttention(op, machine);
    case 'norm':
    case 'softmax':
    case 'activation':
    case 'rope':
    case 'elementwise':
      return mapRowwise([op], machine);
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
    case 'send_recv': {
      const link = operatorBytes(op) / (SUSTAINED_LINK * deviceFigures(chip).linkBytesPerSec);
      const hops = op.kind === 'all_reduce' ? 2 * (op.ranks - 1) : Math.max(1, op.ranks - 1);
      const mapped = mapStream(0, 1, operatorBytes(op), operatorBytes(op) / link, machine);
      const fixed = machine.launchSec + hops * HOP_SEC;
      return {
        ...mapped,
        seconds: fixed + link,
        busySec: { ...mapped.busySec, fixed },
        bound: fixed > link ? 'latency' : 'link',
      };
    }
    case 'hash': {
      const hardwired = machine.levels.hashesPerSec[op.algorithm] ?? 0;
      const lanes = operatorPeak(op, deviceFigures(chip)) / op.intOpsPerHash;
      return mapStream(op.hashes, hardwired + lanes, operatorBytes(op), machine.dramBytesPerSec, machine);
    }
    case 'mla_prefill':
    case 'mla_decode':
    case 'vector':
      return mapStream(
        operatorFlops(op),
        operatorPeak(op, deviceFigures(chip)),
        operatorBytes(op),
        machine.dramBytesPerSec,
        machine,
      );
  }
}

/**
 * Row-wise kernels of one shape in a row as a single fused kernel: intermediate rows stay on chip, so only the first
 * input, each further operand and the last output move.
 */
export function mapRowwise(chain: readonly RowwiseOperator[], machine: MappingMachine): Mapping {
  let ops = 0;
  let bytes = 0;
  for (const [i, op] of chain.entries()) {
    ops += operatorFlops(op);
    // Within a chain each link would write its rows and the next read them again.
    bytes += operatorBytes(op) - (i > 0 ? 2 * op.m * op.n * dtypeLayout(op.dtype).activationBytes : 0);
  }
  return mapStream(ops, machine.vectorOpsPerSec, bytes, machine.dramBytesPerSec, machine);
}

/** Work without reuse: arithmetic and traffic overlap, what fits in cache comes from there, a launch comes on top. */
export function mapStream(
  ops: number,
  opsPerSec: number,
  bytes: number,
  bytesPerSec: number,
  machine: MappingMachine,
): Mapping {
  const dramBytes = (1 - residentShare(bytes, machine)) * bytes;
  const compute = ops > 0 ? ops / opsPerSec : 0;
  const busySec = {
    compute,
    cache: bytes / machine.cacheBytesPerSec,
    dram: dramBytes / bytesPerSec,
    fixed: machine.launchSec,
  };
  const work = Math.max(busySec.compute, busySec.cache, busySec.dram);
  return {
    seconds: busySec.fixed + work,
    tile: { rows: 1, columns: 1, depth: 1, split: 1 },
    clockShare: 1,
    loadLatencySec: machine.dramLatencySec,
    trafficBytes: { dram: dramBytes, cache: bytes, local: bytes, sums: 0 },
    busySec,
    bound: boundOf(busySec),
    datapath: 'vector',
    utilisation: compute / (busySec.fixed + work),
    lowerBoundSec: work,
    candidates: 1,
  };
}

/** The kernels of a mixture-of-experts layer, one after the other. */
function mapExperts(op: MoeOperator, machine: MappingMachine, weightCopies: number): Mapping | null {
  const { up: upShape, down: downShape, movedBytes } = expertProducts(op, weightCopies);
  const up = bestProduct(upShape, machine);
  const down = bestProduct(downShape, machine);
  if (up === null || down === null) return null;
  const passes = mapStream(0, 1, movedBytes, machine.dramBytesPerSec, machine);
  return {
    ...up,
    seconds: up.seconds + down.seconds + passes.seconds,
    utilisation:
      operatorFlops(op) / (machine.opsPerUnitSec * machine.units * (up.seconds + down.seconds + passes.seconds)),
    lowerBoundSec: up.lowerBoundSec + down.lowerBoundSec,
    candidates: up.candidates + down.candidates,
  };
}

/** Attention as work items, each a block of queries past which keys and values stream. */
export interface AttentionWork {
  readonly items: number;
  /** Query rows of an item. */
  readonly packedRows: number;
  /** Keys that a query sees, on average. */
  readonly columns: number;
  readonly secPerColumn: number;
}

export function attentionWork(
  op: AttentionPrefillOperator | AttentionDecodeOperator,
  machine: MappingMachine,
): AttentionWork {
  const qLen = op.kind === 'attention_prefill' ? op.qLen : 1;
  const group = op.heads / op.kvHeads;
  const packedRows = Math.max(16, Math.min(QUERY_ROWS, qLen * (qLen === 1 ? group : 1)));
  return {
    items: op.batch * (qLen === 1 ? op.kvHeads : op.heads * Math.ceil(qLen / QUERY_ROWS)),
    packedRows,
    columns: causalPairs(qLen, op.kvLen, op.window) / qLen,
    secPerColumn:
      productColumnSec(packedRows, op.headDim, machine) + (packedRows * machine.units) / machine.exponentialsPerSec,
  };
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
function mapAttention(op: AttentionPrefillOperator | AttentionDecodeOperator, machine: MappingMachine): Mapping {
  const { units, opsPerUnitSec } = machine;
  const qLen = op.kind === 'attention_prefill' ? op.qLen : 1;
  const { items, packedRows, columns, secPerColumn } = attentionWork(op, machine);
  const flops = operatorFlops(op);
  const bytes = operatorBytes(op);
  const dramBytes = (1 - residentShare(bytes, machine)) * bytes;
  const dram = dramBytes / machine.dramBytesPerSec;
  const cacheBytes = Math.max(bytes, (bytes * items) / (op.batch * op.heads));
  let best: Mapping | null = null;
  for (const split of qLen === 1 ? KV_SPLITS : [1]) {
    if (split > 1 && columns < 64 * split) break;
    const turns = Math.ceil((items * split) / units);
    const compute = (turns * secPerColumn * columns) / split;
    const busySec = {
      compute,
      cache: cacheBytes / machine.cacheBytesPerSec,
      dram,
      fixed: machine.launchSec * (split > 1 ? 1.5 : 1),
    };
    const seconds = busySec.fixed + Math.max(compute, busySec.cache, dram);
    if (best !== null && seconds >= best.seconds) continue;
    best = {
      seconds,
      tile: { rows: packedRows, columns: 64, depth: op.headDim, split },
      clockShare: 1,
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
