import type { Chip } from '../../chips/chip/chip.js';
import { normSum } from '../../kernels/roofline/gemm-time.js';
import { bestProduct } from '../../kernels/white-box/best-product.js';
import { mappingMachine } from '../../kernels/white-box/machine/chip-mapping-machine.js';
import type { MappingMachine } from '../../kernels/white-box/machine/mapping-machine.js';
import { attentionWork } from '../../kernels/white-box/map-attention.js';
import { tryMapOperator } from '../../kernels/white-box/map-operator.js';
import { OVERLAP } from '../../kernels/white-box/map-product.js';
import { mapStream } from '../../kernels/white-box/map-stream.js';
import type { Mapping } from '../../kernels/white-box/mapping.js';
import { expertProducts, type ProductShape, productShape } from '../../kernels/white-box/product-shape.js';
import { loadStages, STEP, tilePace } from '../../kernels/white-box/tile-pace.js';
import { kvDtypeBytes } from '../../workloads/operators/kv-dtype.js';
import type {
  AttentionDecodeOperator,
  AttentionPrefillOperator,
  Operator,
} from '../../workloads/operators/operator.js';
import { operatorCost } from '../../workloads/operators/operator-cost.js';
import type { TilePlan, TileTraffic } from './tile-plan.js';

/** Columns of keys that one step of fused attention takes, and the most steps that a core holds. */
const ATTENTION_STEP = 64;
const MOST_ATTENTION_STAGES = 6;
/** Bytes that a streaming kernel moves at a time on one core, and the fewest pieces that it has in flight. */
const STREAM_PIECE_BYTES = 4096;
const LEAST_STREAM_STAGES = 2;
const PARTIAL_SUM_BYTES = 4;

/** Whether an operator runs as tiles on cores; collectives run on links. */
export function runsOnTiles(op: Operator): boolean {
  return !('ranks' in op);
}

/**
 * The kernels of an operator as tasks, as the white box maps it; null where no tile fits the local memory. Small kernels
 * beside them, such as those that quantise activations or sort tokens, stay in closed form and count with the launch.
 */
export function planTiles(op: Operator, chip: Chip, weightCopies: number): readonly TilePlan[] | null {
  const machine = mappingMachine(chip, op.kind === 'hash' ? 'fp32' : op.dtype);
  const whole = tryMapOperator(op, chip, weightCopies);
  const plans = whole === null ? null : planKernels(op, whole, machine, weightCopies);
  if (whole === null || plans === null) return null;
  const beside = Math.max(
    0,
    plans.reduce((rest, plan) => rest - plan.mapping.seconds, whole.seconds),
  );
  return plans.map((plan, i) =>
    i > 0 ? plan : { ...plan, fixedSec: plan.fixedSec + beside, closedFormSec: plan.closedFormSec + beside },
  );
}

function planKernels(
  op: Operator,
  whole: Mapping,
  machine: MappingMachine,
  weightCopies: number,
): readonly TilePlan[] | null {
  const { flops, outputBytes } = operatorCost(op);
  switch (op.kind) {
    case 'gemm':
    case 'batched_gemm': {
      const plan = planProduct('product', productShape(op, weightCopies), flops, machine);
      return plan === null ? null : [plan];
    }
    case 'moe': {
      const { up, down, movedBytes } = expertProducts(op, weightCopies);
      const upFlops = Math.round((flops * up.n * up.k) / (up.n * up.k + down.n * down.k));
      const first = planProduct('up', up, upFlops, machine);
      const second = planProduct('down', down, flops - upFlops, machine);
      if (first === null || second === null) return null;
      const moved = mapStream(0, 1, movedBytes, machine.streamBytesPerSec, machine);
      const copies = { flops: 0, outputBytes: movedBytes / 2, computeSec: 0, loadLatencySec: 0 };
      return [first, second, planStream('gather and scatter', moved, copies, machine)];
    }
    case 'attention_prefill':
    case 'attention_decode':
      return [planAttention(op, whole, machine)];
    default: {
      const work = { flops, outputBytes, computeSec: whole.busySec.compute, loadLatencySec: 0 };
      return [planStream(op.kind, whole, work, machine)];
    }
  }
}

function planProduct(label: string, shape: ProductShape, flops: number, machine: MappingMachine): TilePlan | null {
  const mapping = bestProduct(shape, machine);
  if (mapping === null) return null;
  const { levels } = machine;
  if (mapping.datapath === 'vector') {
    const outputBytes = shape.batch * shape.m * shape.n * shape.activationBytes;
    const { loadLatencySec, busySec } = mapping;
    const work = { flops, outputBytes, computeSec: busySec.compute - loadLatencySec, loadLatencySec };
    const staging = levels.sharedDoubleBuffered ? 'ahead' : 'streamed';
    return { ...planStream(label, mapping, work, machine), staging };
  }
  const { rows, columns, depth, split } = mapping.tile;
  const { batch, m, n, k } = shape;
  const stages = loadStages(rows, columns, shape, machine);
  const pace = tilePace(rows, columns, depth, stages, mapping, shape, machine);
  const storeSec = (rows * columns * shape.activationBytes) / levels.portBytesPerSec;
  const outputs = batch * m * n * shape.activationBytes;
  // Parts of a sum meet in the cache, which each writes and reads.
  const parts = split > 1 ? 2 * split * batch * m * n * PARTIAL_SUM_BYTES : 0;
  const operands = outputs + batch * (n * k * shape.weightBytes + m * k * shape.activationBytes);
  return {
    label,
    mapping,
    tasks: batch * Math.ceil(m / rows) * Math.ceil(n / columns) * split,
    steps: Math.ceil(depth / STEP),
    stages,
    staging: !levels.sharedDoubleBuffered ? 'streamed' : levels.localDoubleBuffered ? 'ahead' : 'filled',
    computeSec: pace.computeSec,
    portSec: pace.portSec,
    drainSec: pace.endsSec - storeSec,
    storeSec,
    waitsForStore: true,
    loadLatencySec: mapping.loadLatencySec,
    fixedSec: mapping.busySec.fixed,
    closedFormSec: mapping.seconds,
    flops,
    traffic: trafficOf(mapping, outputs, operands, parts),
  };
}

/**
 * Items take the mean of the columns that causal queries see, or what lets the longest end where that decides; what stands
 * before the tiles counts with the launches.
 */
function planAttention(
  op: AttentionPrefillOperator | AttentionDecodeOperator,
  mapping: Mapping,
  machine: MappingMachine,
): TilePlan {
  const { items, columns, secPerColumn, endsSec } = attentionWork(op, machine, mapping.clockShare);
  const { flops, bytes, outputBytes } = operatorCost(op);
  const { compute, cache, dram } = mapping.busySec;
  const tasks = items * mapping.tile.split;
  const taskColumns = columns / mapping.tile.split;
  const turns = Math.ceil(tasks / machine.units);
  const stepBytes = ATTENTION_STEP * 2 * op.headDim * kvDtypeBytes(op.kvDtype);
  return {
    label: 'attention',
    mapping,
    tasks,
    steps: Math.max(1, Math.ceil(taskColumns / ATTENTION_STEP)),
    stages: Math.max(2, Math.min(MOST_ATTENTION_STAGES, Math.floor(machine.localBytes / stepBytes))),
    staging: 'ahead',
    computeSec: Math.max(secPerColumn * taskColumns, compute / turns - endsSec),
    ...throughPort(mapping, tasks, outputBytes, machine),
    drainSec: endsSec,
    loadLatencySec: 0,
    waitsForStore: true,
    fixedSec: Math.max(0, mapping.seconds - normSum(compute, Math.max(cache, dram), OVERLAP)),
    closedFormSec: mapping.seconds,
    flops,
    traffic: trafficOf(mapping, outputBytes, bytes, 0),
  };
}

/** What a stream does in all; the launch floor may hold its latency. */
interface StreamWork {
  readonly flops: number;
  readonly outputBytes: number;
  readonly computeSec: number;
  readonly loadLatencySec: number;
}

/** Work without reuse, dealt evenly to all cores in pieces that are loaded, worked on and stored one after the other. */
function planStream(
  label: string,
  mapping: Mapping,
  { flops, outputBytes, computeSec, loadLatencySec }: StreamWork,
  machine: MappingMachine,
): TilePlan {
  const bytes = mapping.trafficBytes.cache;
  const tasks = machine.units * Math.max(1, Math.ceil(bytes / machine.units / STREAM_PIECE_BYTES));
  return {
    label,
    mapping,
    tasks,
    steps: 1,
    stages: streamStages(machine),
    staging: 'ahead',
    computeSec: (computeSec * machine.units) / tasks,
    ...throughPort(mapping, tasks, outputBytes, machine),
    drainSec: 0,
    loadLatencySec,
    waitsForStore: false,
    fixedSec: mapping.busySec.fixed,
    closedFormSec: mapping.seconds,
    flops,
    traffic: trafficOf(mapping, Math.min(outputBytes, bytes), bytes, 0),
  };
}

/** Pieces in flight that keep a port busy over the latency of main memory, as far as the local memory holds them. */
function streamStages({ localBytes, dramLatencySec, levels }: MappingMachine): number {
  const covering = 1 + Math.ceil((dramLatencySec * levels.portBytesPerSec) / STREAM_PIECE_BYTES);
  return Math.max(LEAST_STREAM_STAGES, Math.min(Math.floor(localBytes / STREAM_PIECE_BYTES), covering));
}

/** Loads and stores of a task at the rate of one core's port. */
function throughPort(
  mapping: Mapping,
  tasks: number,
  outputBytes: number,
  machine: MappingMachine,
): { readonly portSec: number; readonly storeSec: number } {
  const port = machine.levels.portBytesPerSec;
  const bytes = mapping.trafficBytes.cache;
  const stored = Math.min(bytes, outputBytes);
  return { portSec: (bytes - stored) / tasks / port, storeSec: stored / tasks / port };
}

/** The mapping's traffic in whole bytes, reads and writes; main memory sees of the outputs what it sees of all operands. */
function trafficOf(mapping: Mapping, outputBytes: number, operandBytes: number, partBytes: number): TileTraffic {
  const cache = Math.round(mapping.trafficBytes.cache);
  const dram = Math.round(mapping.trafficBytes.dram);
  const cacheWrite = Math.min(cache, Math.round(outputBytes + partBytes));
  const share = operandBytes > 0 ? Math.min(1, dram / operandBytes) : 0;
  const dramWrite = Math.min(dram, Math.round(outputBytes * share));
  return { dramRead: dram - dramWrite, dramWrite, cacheRead: cache - cacheWrite, cacheWrite };
}
