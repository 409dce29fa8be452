import type { Chip } from '../../chips/chip/chip.js';
import { dtypeLayout } from '../../workloads/operators/dtype.js';
import type { BatchedGemmOperator, GemmOperator, MoeOperator, Operator } from '../../workloads/operators/operator.js';
import { gemmStyle } from '../forms/gemm/gemm-form.js';
import { deviceFigures } from '../roofline/chip-figures.js';
import { operatorBytes, operatorFlops } from '../roofline/operator-work.js';
import { operatorPeak } from '../roofline/three-regime-form.js';
import { bestProduct } from './best-product.js';
import { mappingMachine } from './machine/chip-mapping-machine.js';
import type { MappingMachine } from './machine/mapping-machine.js';
import { WHITE_BOX_CONSTANTS, type WhiteBoxConstants } from './machine/white-box-constants.js';
import { mapAttention } from './map-attention.js';
import { mapRowwise, mapStream } from './map-stream.js';
import type { Mapping } from './mapping.js';
import { expertProducts, productShape } from './product-shape.js';

/** Activations come and go in 16 bits. */
const WIDE_BYTES = 2;
/** Kernels of a mixture of experts beside its products on GPUs: count and sort tokens by expert, activation, weighted sum. */
const SMALL_EXPERT_KERNELS = 4;
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
      return withActivationPass(bestProduct(productShape(op, weightCopies), machine), op, machine);
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
      return mapStream(op.hashes, hardwired + lanes, operatorBytes(op), machine.streamBytesPerSec, machine);
    }
    case 'mla_prefill':
    case 'mla_decode':
    case 'vector':
      return mapStream(
        operatorFlops(op),
        operatorPeak(op, deviceFigures(chip)),
        operatorBytes(op),
        machine.streamBytesPerSec,
        machine,
      );
  }
}

/**
 * Libraries of GPUs quantise the activations of a product as it comes: one pass for block and static scales, and one more
 * before it where the scale is the largest element.
 */
function withActivationPass(
  product: Mapping | null,
  op: GemmOperator | BatchedGemmOperator,
  machine: MappingMachine,
): Mapping | null {
  if (product === null || !machine.threads || gemmStyle(op.dtype) === 'plain') return product;
  const elements = (op.kind === 'batched_gemm' ? op.batch : 1) * op.m * op.k;
  const { streamBytesPerSec } = machine;
  const stored = dtypeLayout(op.dtype).weightBytes;
  const quantise = mapStream(0, 1, elements * (WIDE_BYTES + stored), streamBytesPerSec, machine).seconds;
  const largest = op.dtype === 'fp8' ? mapStream(0, 1, elements * WIDE_BYTES, streamBytesPerSec, machine).seconds : 0;
  const seconds = product.seconds + quantise + largest;
  return { ...product, seconds, utilisation: (product.utilisation * product.seconds) / seconds };
}

/** The kernels of a mixture-of-experts layer, one after the other. */
function mapExperts(op: MoeOperator, machine: MappingMachine, weightCopies: number): Mapping | null {
  const { up: upShape, down: downShape, movedBytes } = expertProducts(op, weightCopies);
  const up = bestProduct(upShape, machine);
  const down = bestProduct(downShape, machine);
  if (up === null || down === null) return null;
  const passes = mapStream(0, 1, movedBytes, machine.streamBytesPerSec, machine);
  const sorting = machine.threads ? SMALL_EXPERT_KERNELS * machine.floorSec : 0;
  const seconds = up.seconds + down.seconds + passes.seconds + sorting;
  return {
    ...up,
    seconds,
    utilisation: operatorFlops(op) / (machine.opsPerUnitSec * machine.units * seconds),
    lowerBoundSec: up.lowerBoundSec + down.lowerBoundSec,
    candidates: up.candidates + down.candidates,
  };
}
