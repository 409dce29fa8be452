import type { Operator } from '../operators/operator.js';

/**
 * The share of an operator that one of `ranks` ranks runs when its rows (tokens or sequences) are divided: weights stay whole
 * on every rank, arithmetic, activations and cache are divided. The result has fractions where the rows do not divide.
 */
export function divideRows(op: Operator, ranks: number): Operator {
  switch (op.kind) {
    case 'gemm':
    case 'batched_gemm':
    case 'norm':
    case 'activation':
    case 'rope':
    case 'elementwise':
    case 'softmax':
      return { ...op, m: op.m / ranks };
    case 'attention_prefill':
    case 'attention_decode':
    case 'mla_prefill':
    case 'mla_decode':
      return { ...op, batch: op.batch / ranks };
    case 'moe':
      return { ...op, tokens: op.tokens / ranks };
    case 'vector':
      return { ...op, ops: op.ops / ranks, bytes: op.bytes / ranks };
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
    case 'send_recv':
      return { ...op, bytes: op.bytes / ranks };
    case 'hash':
      return { ...op, hashes: op.hashes / ranks };
    default:
      return unknownOperator(op);
  }
}

/** Rows that `divideRows` divides; null for operators without a count of rows. */
export function rowsOf(op: Operator): number | null {
  if ('m' in op) return op.m;
  if ('batch' in op) return op.batch;
  if ('tokens' in op) return op.tokens;
  return null;
}

function unknownOperator(op: never): never {
  throw new Error(`no division is defined for ${JSON.stringify(op)}`);
}
