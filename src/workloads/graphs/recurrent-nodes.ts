import type { LinearAttentionMixer, MambaMixer } from '../models/llm-architecture.js';
import { projection, rowwise, type Step } from './step.js';

// The recurrent state is kept in fp32 by published configurations (mamba_ssm_dtype, mamba_ssm_cache_dtype).
export const STATE_BYTES = 4;

/** Elements of the state that one sequence keeps in one layer, convolution window included. */
export function stateElements(mixer: LinearAttentionMixer | MambaMixer): number {
  const { state, channels } = shapeOf(mixer);
  return state + channels * (mixer.convWidth - 1);
}

interface RecurrentShape {
  /** Elements of the matrix state. */
  readonly state: number;
  /** Channels of the short convolution. */
  readonly channels: number;
  readonly inWidth: number;
  readonly outWidth: number;
}

function shapeOf(mixer: LinearAttentionMixer | MambaMixer): RecurrentShape {
  if (mixer.kind === 'linear') {
    const keys = mixer.keyHeads * mixer.keyDim;
    const values = mixer.valueHeads * mixer.valueDim;
    return {
      state: values * mixer.keyDim,
      channels: 2 * keys + values,
      inWidth: 2 * keys + 2 * values + 2 * mixer.valueHeads,
      outWidth: values,
    };
  }
  const inner = mixer.heads * mixer.headDim;
  const channels = inner + 2 * mixer.groups * mixer.stateDim;
  return { state: inner * mixer.stateDim, channels, inWidth: inner + channels + mixer.heads, outWidth: inner };
}

/**
 * Nodes of a layer whose memory is a state of fixed size; returns the output projection. The state is read and written
 * once a step and sequence. A gated delta update costs 8 operations a state element and token (decay, read out the old
 * value, rank-one correction, read out), a Mamba-2 update 5 (decay, rank-one addition, read out).
 */
export function recurrentNodes(
  step: Step,
  prefix: string,
  mixer: LinearAttentionMixer | MambaMixer,
  input: number,
): number {
  const { builder, model, tokens, dtypes } = step;
  const { state, channels, inWidth, outWidth } = shapeOf(mixer);
  const add = builder.add.bind(builder, prefix);
  const projected = add('recurrent_in', projection(step, inWidth, model.hidden, dtypes.mixer), [input]);
  const activationBytes = dtypes.activations === 'fp32' ? 4 : 2;
  const convolved = add(
    'recurrent_conv',
    {
      kind: 'vector',
      name: 'short_convolution',
      ops: 2 * tokens * channels * mixer.convWidth,
      bytes: 2 * tokens * channels * activationBytes,
      arithmetic: 'float',
      dtype: dtypes.activations,
    },
    [projected],
  );
  const updated = add(
    'recurrent_state',
    {
      kind: 'vector',
      name: mixer.kind === 'linear' ? 'gated_delta_rule' : 'state_space_scan',
      ops: tokens * state * (mixer.kind === 'linear' ? 8 : 5),
      bytes: 2 * step.batch * state * STATE_BYTES + tokens * (channels + outWidth) * activationBytes,
      arithmetic: 'float',
      dtype: 'fp32',
    },
    [projected, convolved],
  );
  const gated = add('recurrent_norm', rowwise(step, 'norm', model.norm, tokens, outWidth), [updated]);
  return add('mixer_out', projection(step, model.hidden, outWidth, dtypes.mixer), [gated]);
}
