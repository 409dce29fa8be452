import { causalPairs, visibleKeys } from './attention-pairs.js';
import { type Dtype, dtypeLayout } from './dtype.js';
import { kvDtypeBytes } from './kv-dtype.js';
import { expectedExpertsTouched } from './moe-routing.js';
import type { CollectiveOperator, MoeOperator, Operator, RowwiseOperator } from './operator.js';

/** What an operator must do whatever runs it: arithmetic, and each operand moved once (compulsory traffic). */
export interface OperatorCost {
  /** Operations, multiply and add counted as two; integer operations for hashes. */
  readonly flops: number;
  /** Stored weights read. */
  readonly weightBytes: number;
  /** Activations read. */
  readonly inputBytes: number;
  /** KV cache read. The cache's write is the output of the projection that makes keys and values. */
  readonly kvBytes: number;
  /** Results written. */
  readonly outputBytes: number;
  /** Main memory in all: weights, inputs, KV cache and outputs. */
  readonly bytes: number;
  /** Sent over links by one rank of a collective under the bandwidth-optimal algorithm. */
  readonly linkBytes: number;
}

/**
 * Arithmetic and compulsory bytes of one operator.
 *
 * @example
 * operatorCost({ kind: 'gemm', m: 1, n: 4096, k: 4096, dtype: 'bf16' }).flops // 33554432
 */
export function operatorCost(op: Operator): OperatorCost {
  switch (op.kind) {
    case 'gemm': {
      const { weightBytes, activationBytes } = dtypeLayout(op.dtype);
      return cost({
        flops: 2 * op.m * op.n * op.k,
        weightBytes: op.n * op.k * weightBytes,
        inputBytes: op.m * op.k * activationBytes,
        outputBytes: op.m * op.n * gemmOutputBytes(op.dtype),
      });
    }
    case 'batched_gemm': {
      const { activationBytes } = dtypeLayout(op.dtype);
      return cost({
        flops: 2 * op.batch * op.m * op.n * op.k,
        inputBytes: op.batch * (op.m + op.n) * op.k * activationBytes,
        outputBytes: op.batch * op.m * op.n * gemmOutputBytes(op.dtype),
      });
    }
    case 'attention_prefill':
      return attentionCost(op, op.qLen);
    case 'attention_decode':
      return attentionCost(op, 1);
    case 'mla_prefill': {
      const { activationBytes } = dtypeLayout(op.dtype);
      const widths = op.qkDim + op.valueDim;
      return cost({
        flops: 2 * op.batch * op.heads * widths * causalPairs(op.qLen, op.kvLen, op.selectedKeys),
        inputBytes: op.batch * op.heads * (op.qLen * op.qkDim + op.kvLen * widths) * activationBytes,
        outputBytes: op.batch * op.heads * op.qLen * op.valueDim * activationBytes,
      });
    }
    case 'mla_decode': {
      const { activationBytes } = dtypeLayout(op.dtype);
      const cached = op.latentDim + op.ropeDim;
      return cost({
        flops: 2 * op.batch * op.heads * op.kvLen * (cached + op.latentDim),
        kvBytes: op.batch * op.kvLen * cached * kvDtypeBytes(op.kvDtype),
        inputBytes: op.batch * op.heads * cached * activationBytes,
        outputBytes: op.batch * op.heads * op.latentDim * activationBytes,
      });
    }
    case 'moe':
      return moeCost(op);
    case 'norm':
    case 'activation':
    case 'rope':
    case 'elementwise':
    case 'softmax':
      return rowwiseCost(op);
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
    case 'send_recv':
      return cost({ linkBytes: collectiveLinkBytes(op) });
    case 'hash':
      return cost({ flops: op.hashes * op.intOpsPerHash, inputBytes: op.hashes * op.offChipBytesPerHash });
    case 'vector':
      return cost({ flops: op.ops, inputBytes: op.bytes });
    default:
      return unknownOperator(op);
  }
}

/** Fills absent parts with 0 and adds up the main memory traffic. */
function cost(parts: Partial<Omit<OperatorCost, 'bytes'>>): OperatorCost {
  const { flops = 0, weightBytes = 0, inputBytes = 0, kvBytes = 0, outputBytes = 0, linkBytes = 0 } = parts;
  const bytes = weightBytes + inputBytes + kvBytes + outputBytes;
  return { flops, weightBytes, inputBytes, kvBytes, outputBytes, bytes, linkBytes };
}

/** A product kept in its accumulator leaves as four bytes; all others leave as activations. */
function gemmOutputBytes(dtype: Dtype): number {
  return dtype === 'int8_acc32' ? 4 : dtypeLayout(dtype).activationBytes;
}

function attentionCost(op: Extract<Operator, { kind: 'attention_prefill' | 'attention_decode' }>, qLen: number) {
  const queryBytes = op.batch * qLen * op.heads * op.headDim * dtypeLayout(op.dtype).activationBytes;
  const keys = visibleKeys(qLen, op.kvLen, op.window);
  return cost({
    flops: 4 * op.batch * op.heads * op.headDim * causalPairs(qLen, op.kvLen, op.window),
    kvBytes: 2 * op.batch * keys * op.kvHeads * op.headDim * kvDtypeBytes(op.kvDtype),
    inputBytes: queryBytes,
    outputBytes: queryBytes,
  });
}

function moeCost(op: MoeOperator): OperatorCost {
  const { weightBytes, activationBytes } = dtypeLayout(op.dtype);
  const matrices = op.gated ? 3 : 2;
  const expertElements = (matrices * op.hidden * op.inter) / op.tp;
  const choices = (op.tokens * op.topk) / op.ep;
  const rows = Math.min(op.tokens, choices);
  return cost({
    flops: 2 * choices * expertElements,
    weightBytes: expectedExpertsTouched(op) * expertElements * weightBytes,
    inputBytes: rows * op.hidden * activationBytes,
    outputBytes: rows * op.hidden * activationBytes,
  });
}

/** Operations an element, a transcendental function counted as one, and arrays of m x n read, by variant. */
const ROWWISE: Readonly<Record<string, readonly [opsPerElement: number, reads: number]>> = {
  rmsnorm: [4, 1],
  layernorm: [7, 1],
  silu_mul: [5, 2],
  gelu_mul: [9, 2],
  silu: [4, 1],
  gelu: [8, 1],
  relu: [1, 1],
  relu2: [2, 1],
  tanh: [1, 1],
  rope: [3, 1],
  add: [1, 2],
  // Two kernels: the first one's result is written and read again.
  add_add: [2, 5],
  mul: [1, 2],
  embedding: [0, 1],
  softmax: [5, 1],
};

function rowwiseCost(op: RowwiseOperator): OperatorCost {
  const [opsPerElement, reads] = ROWWISE[op.op] ?? [1, 1];
  const { activationBytes } = dtypeLayout(op.dtype);
  const elements = op.m * op.n;
  return cost({
    flops: elements * opsPerElement,
    weightBytes: op.kind === 'norm' ? op.n * activationBytes : 0,
    inputBytes: reads * elements * activationBytes,
    outputBytes: elements * activationBytes,
  });
}

/** Bytes that each rank sends at least: Thakur, Rabenseifner and Gropp, IJHPCA 19(1), 2005. */
function collectiveLinkBytes(op: CollectiveOperator): number {
  const share = (op.ranks - 1) / op.ranks;
  switch (op.kind) {
    case 'all_reduce':
      return 2 * share * op.bytes;
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
      return share * op.bytes;
    case 'send_recv':
      return op.bytes;
    default:
      return unknownOperator(op.kind);
  }
}

function unknownOperator(op: never): never {
  throw new Error(`no cost is defined for ${JSON.stringify(op)}`);
}
