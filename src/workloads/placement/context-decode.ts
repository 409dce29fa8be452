import { dtypeLayout } from '../operators/dtype.js';
import type { AttentionDecodeOperator, MlaDecodeOperator, Operator } from '../operators/operator.js';
import type { ContextPlace } from './context-place.js';

type DecodeAttention = AttentionDecodeOperator | MlaDecodeOperator;

/**
 * Attention of all sequences over one rank's share of their caches; returns the node with the merged result. Where the rows
 * are divided, queries and new keys are gathered first and each rank gets its own rows back; else every rank has the queries
 * and the outputs are summed for all. Each rank scales its output by its share of the softmax before the sum, for which the
 * ranks exchange one number a head (Flash-Decoding's merge, across chips).
 */
export function contextDecode({ builder, node, deps, ranks, dividedRows }: ContextPlace): number {
  const op = node.op as DecodeAttention;
  const prefix = node.name.slice(0, node.name.length - node.group.length);
  const place = `${node.name}.`;
  const { activationBytes } = dtypeLayout(op.dtype);
  const widths = widthsOf(op);
  const collective = (kind: 'all_gather' | 'all_reduce' | 'reduce_scatter', bytes: number): Operator => {
    return { kind, ranks, bytes, dtype: op.dtype };
  };
  let inputs = deps;
  if (dividedRows) {
    const bytes = op.batch * widths.gathered * activationBytes;
    inputs = [...deps, builder.add(place, 'context_gather', collective('all_gather', bytes), deps)];
  }
  const attended = builder.add(prefix, node.group, share(op, ranks), inputs);
  if (node.group !== 'attention') {
    // Scores of all keys go to every rank, which then chooses among them.
    return builder.add(
      `${place}scores.`,
      'context_gather',
      collective('all_gather', op.batch * op.kvLen * SCORE_BYTES),
      [attended],
    );
  }
  const exchanged = collective('all_gather', ranks * op.batch * op.heads * SCORE_BYTES);
  const softmax = builder.add(`${place}softmax.`, 'context_gather', exchanged, [attended]);
  const scaled = builder.add(
    `${place}scale.`,
    'context_merge',
    { kind: 'elementwise', op: 'mul', m: op.batch, n: widths.output, dtype: op.dtype },
    [attended, softmax],
  );
  const sum = collective(dividedRows ? 'reduce_scatter' : 'all_reduce', op.batch * widths.output * activationBytes);
  return builder.add(`${place}sum.`, 'context_merge', sum, [scaled]);
}

// Scores and softmax sums are kept in fp32.
const SCORE_BYTES = 4;

/** Elements a sequence that are gathered (queries and the new token's keys) and that come out. */
function widthsOf(op: DecodeAttention): { readonly gathered: number; readonly output: number } {
  if (op.kind === 'attention_decode')
    return { gathered: (op.heads + 2 * op.kvHeads) * op.headDim, output: op.heads * op.headDim };
  return { gathered: (op.heads + 1) * (op.latentDim + op.ropeDim), output: op.heads * op.latentDim };
}

/** The rank's share of the keys that the operator sees; the fullest rank where they do not divide. */
function share(op: DecodeAttention, ranks: number): DecodeAttention {
  if (op.kind === 'mla_decode') return { ...op, kvLen: Math.ceil(op.kvLen / ranks) };
  const seen = op.window === 0 ? op.kvLen : Math.min(op.kvLen, op.window);
  return { ...op, kvLen: Math.ceil(seen / ranks), window: 0 };
}
