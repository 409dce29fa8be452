import type { Operator } from '../../../operators/operator.js';
import { elementCount, type NodeEffect, NodeFault, type NodeScope, type OperatorRule } from '../model/node-scope.js';

export const ATTENTION_RULES: Readonly<Record<string, OperatorRule>> = {
  Attention: attention,
  RotaryEmbedding: (node) => {
    const value = node.input(0);
    const n = value.dims.at(-1) ?? 1;
    const m = elementCount(value.dims) / n;
    const work: Operator = { kind: 'rope', op: 'rope', m, n, dtype: node.productDtype(value.type) };
    return { results: [{ type: value.type, dims: value.dims, data: null }], work: [work] };
  },
};

/**
 * The operator of version 23, as two products and a softmax; what a mask hides is computed too. Queries, keys and values
 * have four sizes with heads second, or three with heads folded into the last.
 */
function attention(node: NodeScope): NodeEffect {
  if (node.node.domain !== '') throw new NodeFault(`The Attention of ${node.node.domain} has no rule here.`);
  const [q, k, v] = [node.input(0), node.input(1), node.input(2)];
  const split = (dims: readonly number[], heads: number) => {
    if (dims.length === 4) return dims;
    const [batch = 1, length = 1, width = 1] = dims;
    if (dims.length !== 3 || heads < 1)
      throw new NodeFault(`[${dims.join(', ')}] has neither four sizes nor a number of heads.`);
    return [batch, heads, length, width / heads];
  };
  const [batch = 1, heads = 1, queries = 1, width = 1] = split(q.dims, node.int('q_num_heads', 0));
  const [, kvHeads = 1, newKeys = 1] = split(k.dims, node.int('kv_num_heads', 0));
  const [, , , valueWidth = 1] = split(v.dims, node.int('kv_num_heads', 0));
  const past = node.optional(4)?.dims[2] ?? 0;
  const keys = past + newKeys;
  const dtype = node.productDtype(q.type);
  const rows = batch * heads;
  const work: Operator[] = [
    { kind: 'batched_gemm', batch: rows, m: queries, n: keys, k: width, dtype },
    { kind: 'softmax', op: 'softmax', m: rows * queries, n: keys, dtype },
    { kind: 'batched_gemm', batch: rows, m: queries, n: valueWidth, k: keys, dtype },
  ];
  const dims = q.dims.length === 4 ? [batch, heads, queries, valueWidth] : [batch, queries, heads * valueWidth];
  const results = [
    dims,
    [batch, kvHeads, keys, width],
    [batch, kvHeads, keys, valueWidth],
    [batch, heads, queries, keys],
  ];
  return { results: results.map((one) => ({ type: q.type, dims: one, data: null })), work };
}
