import type { GqaMixer } from '../models/llm-architecture.js';
import { projection, rowwise, type Step } from './step.js';

/** Nodes of grouped-query attention after the norm `input`; returns the output projection. */
export function gqaNodes(step: Step, prefix: string, mixer: GqaMixer, input: number): number {
  const { builder, model, tokens, dtypes } = step;
  const { heads, kvHeads, headDim } = mixer;
  const add = builder.add.bind(builder, prefix);
  const projections = heads * (mixer.outputGate ? 2 : 1) + kvHeads * (mixer.keyIsValue ? 1 : 2);
  const group = mixer.outputGate ? 'gated_qkv' : mixer.keyIsValue ? 'qk' : 'qkv';
  const qkv = add(group, projection(step, projections * headDim, model.hidden, dtypes.mixer), [input]);
  let query = qkv;
  if (mixer.qkNorm === 'head')
    query = add('qk_norm', rowwise(step, 'norm', model.norm, tokens * (heads + kvHeads), headDim), [query]);
  if (mixer.qkNorm === 'token')
    query = add('qk_norm', rowwise(step, 'norm', model.norm, tokens, (heads + kvHeads) * headDim), [query]);
  if (model.positions === 'rotary')
    query = add('rope', rowwise(step, 'rope', 'rope', tokens, (heads + kvHeads) * headDim), [query]);
  const shape = {
    batch: step.batch,
    kvLen: step.kvLen,
    heads,
    kvHeads,
    headDim,
    window: mixer.window,
    dtype: dtypes.activations,
    kvDtype: dtypes.kv,
  };
  let mixed = add(
    'attention',
    step.phase === 'prefill'
      ? { kind: 'attention_prefill', ...shape, qLen: step.qLen }
      : { kind: 'attention_decode', ...shape },
    [qkv, query],
  );
  if (mixer.outputGate)
    mixed = add('attention_gate', rowwise(step, 'elementwise', 'mul', tokens, heads * headDim), [qkv, mixed]);
  return add('mixer_out', projection(step, model.hidden, heads * headDim, dtypes.mixer), [mixed]);
}
