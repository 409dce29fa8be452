import type { GraphNode } from '../graphs/graph.js';
import type { Operator } from '../operators/operator.js';

/** How tensor parallelism divides the work of a group of nodes (Megatron-LM, arXiv 1909.08053). */
export type ShardRule =
  /** Every rank does all of it. */
  | { readonly kind: 'whole' }
  /** Output columns are divided. */
  | { readonly kind: 'columns' }
  /** Inner dimension is divided; the results of the ranks are summed. */
  | { readonly kind: 'rows' }
  /** Columns that belong to query heads and key-value heads, so many copies of each. */
  | { readonly kind: 'head-columns'; readonly queries: number; readonly keyValues: number }
  /** Rows or elements that belong to heads of queries and keys. */
  | { readonly kind: 'head-rows' }
  | { readonly kind: 'head-elements' }
  | { readonly kind: 'attention' }
  /** A batch of one product a head. */
  | { readonly kind: 'batch' }
  | { readonly kind: 'elements' }
  | { readonly kind: 'experts' }
  | { readonly kind: 'state' }
  /** Vocabulary columns, padded to a multiple of the ranks; logits are gathered. */
  | { readonly kind: 'vocabulary-columns' }
  /** Vocabulary rows: each rank looks up its own, and the results are summed. */
  | { readonly kind: 'vocabulary-rows' }
  /** A sum of partial results, itself partial. */
  | { readonly kind: 'partial-sum' };

export const SHARD_RULES: Readonly<Record<string, ShardRule>> = {
  embedding: { kind: 'vocabulary-rows' },
  mixer_norm: { kind: 'whole' },
  mixer_post_norm: { kind: 'whole' },
  mixer_residual: { kind: 'whole' },
  ffn_norm: { kind: 'whole' },
  ffn_post_norm: { kind: 'whole' },
  ffn_residual: { kind: 'whole' },
  final_norm: { kind: 'whole' },
  qkv: { kind: 'head-columns', queries: 1, keyValues: 2 },
  gated_qkv: { kind: 'head-columns', queries: 2, keyValues: 2 },
  qk: { kind: 'head-columns', queries: 1, keyValues: 1 },
  qk_norm: { kind: 'head-rows' },
  rope: { kind: 'head-elements' },
  attention: { kind: 'attention' },
  attention_gate: { kind: 'elements' },
  mixer_out: { kind: 'rows' },
  latent_down: { kind: 'whole' },
  latent_norm: { kind: 'whole' },
  query_norm: { kind: 'whole' },
  query_up: { kind: 'columns' },
  latent_up: { kind: 'columns' },
  latent_rope: { kind: 'head-elements' },
  absorb_query: { kind: 'batch' },
  absorb_value: { kind: 'batch' },
  indexer_query: { kind: 'whole' },
  indexer_key: { kind: 'whole' },
  indexer_scores: { kind: 'whole' },
  recurrent_in: { kind: 'columns' },
  recurrent_conv: { kind: 'state' },
  recurrent_state: { kind: 'state' },
  recurrent_norm: { kind: 'elements' },
  router: { kind: 'whole' },
  moe: { kind: 'experts' },
  gate_up: { kind: 'columns' },
  up: { kind: 'columns' },
  activation: { kind: 'elements' },
  down: { kind: 'rows' },
  shared_gate_up: { kind: 'columns' },
  shared_up: { kind: 'columns' },
  shared_activation: { kind: 'elements' },
  shared_down: { kind: 'rows' },
  expert_sum: { kind: 'partial-sum' },
  lm_head: { kind: 'vocabulary-columns' },
};

/** The heads of a layer as its attention node has them, for the nodes around it. */
export interface HeadShape {
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
}

/** Key-value heads that each rank holds: at least one, repeated on several ranks where there are fewer than ranks. */
export function kvHeadsPerRank(kvHeads: number, ranks: number): number {
  return Math.max(1, kvHeads / ranks);
}

/** The share of one node that one of `ranks` ranks runs. `layer` is the head shape of the node's layer. */
export function shardOperator(node: GraphNode, rule: ShardRule, ranks: number, layer: HeadShape | null): Operator {
  const { op } = node;
  switch (rule.kind) {
    case 'whole':
    case 'vocabulary-rows':
    case 'partial-sum':
      return op;
    case 'columns':
      if (op.kind === 'gemm') return { ...op, n: op.n / ranks };
      break;
    case 'rows':
      if (op.kind === 'gemm') return { ...op, k: op.k / ranks };
      break;
    case 'vocabulary-columns':
      if (op.kind === 'gemm') return { ...op, n: Math.ceil(op.n / ranks) };
      break;
    case 'head-columns':
      if (op.kind === 'gemm' && layer !== null) {
        const queries = (rule.queries * layer.heads) / ranks;
        const keyValues = rule.keyValues * kvHeadsPerRank(layer.kvHeads, ranks);
        return { ...op, n: (queries + keyValues) * layer.headDim };
      }
      break;
    case 'head-rows':
    case 'head-elements':
      if ((op.kind === 'norm' || op.kind === 'rope') && layer !== null) {
        const share = (layer.heads / ranks + kvHeadsPerRank(layer.kvHeads, ranks)) / (layer.heads + layer.kvHeads);
        // A norm over all heads of a token has tokens as rows; only its width can shrink.
        const perHead = rule.kind === 'head-rows' && op.n === layer.headDim;
        return perHead ? { ...op, m: op.m * share } : { ...op, n: op.n * share };
      }
      break;
    case 'attention':
      if (op.kind === 'attention_prefill' || op.kind === 'attention_decode')
        return { ...op, heads: op.heads / ranks, kvHeads: kvHeadsPerRank(op.kvHeads, ranks) };
      if (op.kind === 'mla_prefill' || op.kind === 'mla_decode') return { ...op, heads: op.heads / ranks };
      break;
    case 'batch':
      if (op.kind === 'batched_gemm') return { ...op, batch: op.batch / ranks };
      break;
    case 'elements':
      if ('n' in op) return { ...op, n: op.n / ranks };
      break;
    case 'state':
      if (op.kind === 'vector') return { ...op, ops: op.ops / ranks, bytes: op.bytes / ranks };
      break;
    case 'experts':
      if (op.kind === 'moe') return { ...op, tp: op.tp * ranks };
      break;
    default:
  }
  throw new Error(`node ${node.name} (${op.kind}) cannot be divided by the rule ${rule.kind}`);
}
