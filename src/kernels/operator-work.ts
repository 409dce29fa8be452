import { dtypeLayout } from '../workloads/dtype.js';
import type { Operator } from '../workloads/operator.js';

/** Bytes of one element of a KV cache. */
export function kvElementBytes(kvDtype: string): number {
  switch (kvDtype) {
    case 'fp32':
      return 4;
    case 'fp16':
    case 'bf16':
      return 2;
    case 'int4':
      return 0.5;
    default:
      return 1;
  }
}

/** Query-key pairs that causal attention of `qLen` tokens over `kvLen` touches, in one head of one sequence. */
export function causalPairs(qLen: number, kvLen: number, window: number): number {
  const reach = window > 0 ? Math.min(window, kvLen) : kvLen;
  const first = kvLen - qLen + 1;
  if (first >= reach) return qLen * reach;
  const growing = Math.min(qLen, reach - first);
  return growing * first + (growing * (growing - 1)) / 2 + (qLen - growing) * reach;
}

/** Experts of one rank that at least one token of the batch reaches, on average, when tokens choose evenly at random. */
export function activeExperts(tokens: number, experts: number, topk: number, ep: number): number {
  return Math.min(experts / ep, (tokens * topk) / ep);
}

/** Floating-point (hash: integer) operations of an operator, multiply and add counted as two. */
export function operatorFlops(op: Operator): number {
  switch (op.kind) {
    case 'gemm':
      return 2 * op.m * op.n * op.k;
    case 'batched_gemm':
      return 2 * op.batch * op.m * op.n * op.k;
    case 'attention_prefill':
      return 4 * op.batch * op.heads * op.headDim * causalPairs(op.qLen, op.kvLen, op.window);
    case 'attention_decode':
      return 4 * op.batch * op.heads * op.headDim * (op.window > 0 ? Math.min(op.window, op.kvLen) : op.kvLen);
    case 'mla_prefill':
      return 2 * op.batch * op.heads * (op.qkDim + op.valueDim) * selectedPairs(op.qLen, op.kvLen, op.selectedKeys);
    case 'mla_decode':
      return 2 * op.batch * op.heads * op.kvLen * (2 * op.latentDim + op.ropeDim);
    case 'moe': {
      const assignments = (op.tokens * op.topk) / op.ep;
      return assignments * 2 * op.hidden * (op.inter / op.tp) * (op.gated ? 3 : 2);
    }
    case 'norm':
    case 'softmax':
      return 5 * op.m * op.n;
    case 'activation':
    case 'rope':
      return 4 * op.m * op.n;
    case 'elementwise':
      return op.m * op.n;
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
    case 'send_recv':
      return 0;
    case 'hash':
      return op.hashes * op.intOpsPerHash;
    case 'vector':
      return op.ops;
  }
}

/** Bytes an operator must move to and from main memory (collectives: over the link) when nothing is cached. */
export function operatorBytes(op: Operator): number {
  switch (op.kind) {
    case 'gemm':
    case 'batched_gemm': {
      const { weightBytes, activationBytes } = dtypeLayout(op.dtype);
      const batch = op.kind === 'batched_gemm' ? op.batch : 1;
      return batch * (op.n * op.k * weightBytes + (op.m * op.k + op.m * op.n) * activationBytes);
    }
    case 'attention_prefill':
    case 'attention_decode': {
      const qLen = op.kind === 'attention_prefill' ? op.qLen : 1;
      const reach = op.window > 0 ? Math.min(op.kvLen, op.window + qLen - 1) : op.kvLen;
      const cache = 2 * op.kvHeads * op.headDim * reach * kvElementBytes(op.kvDtype);
      return op.batch * (cache + 2 * op.heads * op.headDim * qLen * dtypeLayout(op.dtype).activationBytes);
    }
    case 'mla_prefill': {
      const perToken = op.heads * (op.qkDim + op.valueDim) * dtypeLayout(op.dtype).activationBytes;
      return op.batch * perToken * (op.kvLen + op.qLen);
    }
    case 'mla_decode': {
      const width = op.latentDim + op.ropeDim;
      const cache = op.kvLen * width * kvElementBytes(op.kvDtype);
      return op.batch * (cache + op.heads * (width + op.latentDim) * dtypeLayout(op.dtype).activationBytes);
    }
    case 'moe': {
      const { weightBytes, activationBytes } = dtypeLayout(op.dtype);
      const expert = (op.gated ? 3 : 2) * op.hidden * (op.inter / op.tp) * weightBytes;
      const activations = 2 * op.tokens * op.hidden * activationBytes;
      return activeExperts(op.tokens, op.experts, op.topk, op.ep) * expert + activations;
    }
    case 'norm':
    case 'softmax':
    case 'rope':
      return 2 * op.m * op.n * dtypeLayout(op.dtype).activationBytes;
    case 'activation':
      return (op.op === 'silu_mul' ? 3 : 2) * op.m * op.n * dtypeLayout(op.dtype).activationBytes;
    case 'elementwise':
      return 3 * op.m * op.n * dtypeLayout(op.dtype).activationBytes;
    case 'all_reduce':
      return (2 * op.bytes * (op.ranks - 1)) / op.ranks;
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
      return (op.bytes * (op.ranks - 1)) / op.ranks;
    case 'send_recv':
      return op.bytes;
    case 'hash':
      return op.hashes * op.offChipBytesPerHash;
    case 'vector':
      return op.bytes;
  }
}

function selectedPairs(qLen: number, kvLen: number, selectedKeys: number): number {
  return causalPairs(qLen, kvLen, selectedKeys);
}
