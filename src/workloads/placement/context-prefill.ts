import { visibleKeys } from '../operators/attention-pairs.js';
import { dtypeLayout } from '../operators/dtype.js';
import { kvDtypeBytes } from '../operators/kv-dtype.js';
import type { AttentionPrefillOperator, CollectiveOperator, Operator } from '../operators/operator.js';
import type { ContextPlace } from './context-place.js';

/** How a rank comes by the keys and values of the others: passed round a ring while it works, or gathered before. */
export type ContextExchange = 'ring' | 'all-gather';

/** Attention of one rank's share of the new tokens; returns the node with its result. */
export function contextPrefill(place: ContextPlace, exchange: ContextExchange): number {
  const { op } = place.node;
  // Latents are small and are expanded on every rank, so that only plain keys and values are worth a ring.
  if (exchange === 'ring' && op.kind === 'attention_prefill' && place.node.group === 'attention')
    return ringAttention(place, op);
  return gatheredAttention(place, op);
}

/**
 * Attention over gathered keys. Queries from the front and the back of the prompt see on average what a causal block at the
 * end of kv - (q - q') / 2 keys sees, so that the ranks' arithmetic adds up exactly without a window.
 */
function gatheredAttention({ builder, node, deps, ranks }: ContextPlace, op: Operator): number {
  if (op.kind !== 'attention_prefill' && op.kind !== 'mla_prefill') throw new Error(`${node.name} is no prefill`);
  const prefix = node.name.slice(0, node.name.length - node.group.length);
  const inputs = [...deps];
  if (op.kind === 'attention_prefill') {
    const gather: CollectiveOperator = { kind: 'all_gather', ranks, bytes: keyBytes(op), dtype: op.dtype };
    inputs.push(builder.add(`${node.name}.`, 'context_gather', gather, deps));
  }
  const qLen = op.qLen / ranks;
  const kvLen = op.kvLen - (op.qLen - qLen) / 2;
  return builder.add(prefix, node.group, { ...op, qLen, kvLen }, inputs);
}

/** Keys and values of all ranks, those of an earlier prompt included. */
function keyBytes(op: AttentionPrefillOperator): number {
  const keys = visibleKeys(op.qLen, op.kvLen, op.window);
  return 2 * op.batch * keys * op.kvHeads * op.headDim * kvDtypeBytes(op.kvDtype);
}

/** Gathers the latents of all ranks, rotary keys included, before each rank expands them; returns the expansion. */
export function contextExpansion({ builder, node, deps, ranks }: ContextPlace, attention: Operator): number {
  const { op } = node;
  if (op.kind !== 'gemm' || attention.kind !== 'mla_prefill') throw new Error(`${node.name} expands no latent`);
  const prefix = node.name.slice(0, node.name.length - node.group.length);
  const ropeDim = attention.qkDim + attention.valueDim - op.n / attention.heads;
  const bytes = op.m * (op.k + ropeDim) * dtypeLayout(attention.dtype).activationBytes;
  const gather: CollectiveOperator = { kind: 'all_gather', ranks, bytes, dtype: attention.dtype };
  return builder.add(prefix, node.group, op, [builder.add(`${node.name}.`, 'context_gather', gather, deps)]);
}

/**
 * Ring attention (Liu et al., arXiv 2310.01889): as many blocks as ranks, each sent on while the one before it is worked on,
 * and a merge of outputs after each but the first. A block off the diagonal has half its pairs; counted as a causal block of
 * the same length it has half a key a query more.
 */
function ringAttention({ builder, node, deps, ranks }: ContextPlace, op: AttentionPrefillOperator): number {
  const qLen = op.qLen / ranks;
  const block: AttentionPrefillOperator = { ...op, qLen, kvLen: qLen + (op.kvLen - op.qLen) / ranks };
  const blockBytes = (2 * op.batch * op.kvLen * op.kvHeads * op.headDim * kvDtypeBytes(op.kvDtype)) / ranks;
  const send: CollectiveOperator = { kind: 'send_recv', ranks: 2, bytes: blockBytes, dtype: op.dtype };
  const merge: Operator = {
    kind: 'elementwise',
    op: 'add',
    m: op.batch * qLen,
    n: op.heads * op.headDim,
    dtype: op.dtype,
  };
  const prefix = node.name.slice(0, node.name.length - node.group.length);
  let result = builder.add(prefix, node.group, block, deps);
  let received = deps[0]!;
  for (let step = 1; step < ranks; step++) {
    const place = `${node.name}.block${step}.`;
    received = builder.add(place, 'context_ring', send, [received]);
    const partial = builder.add(place, node.group, block, [...deps, received]);
    result = builder.add(place, 'context_merge', merge, [result, partial]);
  }
  return result;
}
