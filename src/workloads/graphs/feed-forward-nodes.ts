import type { DenseFeedForward, FeedForward, MoeFeedForward } from '../models/llm-architecture.js';
import { projection, rowwise, type Step } from './step.js';

/** Nodes of a feed-forward part after the norm `input`; returns the node that holds its result. */
export function feedForwardNodes(step: Step, prefix: string, part: FeedForward, input: number): number {
  if (part.kind === 'dense') return denseNodes(step, prefix, '', part, input);
  const { builder, model, tokens, dtypes } = step;
  const add = builder.add.bind(builder, prefix);
  const router = add('router', projection(step, part.experts, model.hidden, dtypes.activations), [input]);
  const routed = add(
    'moe',
    {
      kind: 'moe',
      tokens,
      hidden: model.hidden,
      inter: part.inter,
      experts: part.experts,
      topk: part.topk,
      tp: 1,
      ep: 1,
      gated: part.gated,
      distribution: 'uniform',
      dtype: dtypes.experts,
    },
    [input, router],
  );
  if (part.sharedInter === 0) return routed;
  // Shared experts need no routing, so they may run beside the router and the routed experts.
  const shared = denseNodes(step, prefix, 'shared_', sharedPart(part), input);
  return add('expert_sum', rowwise(step, 'elementwise', 'add', tokens, model.hidden), [routed, shared]);
}

function sharedPart(part: MoeFeedForward): DenseFeedForward {
  return { kind: 'dense', inter: part.sharedInter, gated: part.gated, activation: part.activation };
}

function denseNodes(step: Step, prefix: string, role: string, part: DenseFeedForward, input: number): number {
  const { builder, model, tokens, dtypes } = step;
  const add = builder.add.bind(builder, prefix);
  const width = part.inter * (part.gated ? 2 : 1);
  const up = add(`${role}${part.gated ? 'gate_up' : 'up'}`, projection(step, width, model.hidden, dtypes.feedForward), [
    input,
  ]);
  const op = part.gated ? `${part.activation}_mul` : part.activation;
  const active = add(`${role}activation`, rowwise(step, 'activation', op, tokens, part.inter), [up]);
  return add(`${role}down`, projection(step, model.hidden, part.inter, dtypes.feedForward), [active]);
}
