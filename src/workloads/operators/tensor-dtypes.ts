import { type Dtype, dtypeLayout } from './dtype.js';
import type { KvDtype } from './operator.js';

/** Numeric path of each class of tensor. */
export interface TensorDtypes {
  /** Projections in and out of attention, state-space and linear-attention layers. */
  readonly mixer: Dtype;
  /** Dense and shared feed-forward matrices. */
  readonly feedForward: Dtype;
  /** Routed experts. */
  readonly experts: Dtype;
  readonly head: Dtype;
  /** Everything else: embedding, norms, router, row-wise kernels and the products inside attention. */
  readonly activations: 'fp32' | 'fp16' | 'bf16';
  readonly kv: KvDtype;
}

/** Format of what is never quantised, given the path of the linear layers. */
function activationDtype(dtype: Dtype): TensorDtypes['activations'] {
  if (dtype === 'fp32' || dtype === 'tf32') return 'fp32';
  return dtype === 'fp16' || dtype === 'fp16_mixed' ? 'fp16' : 'bf16';
}

/**
 * Dtypes of a model of which every linear layer runs in `dtype`. The head stays at 16 bits, as serving frameworks keep
 * it, except on paths whose activations are integers too (`int8`, `int4`): chips that have nothing else run it there.
 */
export function uniformDtypes(dtype: Dtype, kvDtype: KvDtype | null): TensorDtypes {
  const activations = activationDtype(dtype);
  const wholePath = dtypeLayout(dtype).activationBytes < 2 || dtypeLayout(dtype).weightBytes >= 2;
  return {
    mixer: dtype,
    feedForward: dtype,
    experts: dtype,
    head: wholePath ? dtype : activations,
    activations,
    kv: kvDtype ?? activations,
  };
}

/** Chosen dtypes over the model's own: null keeps what the weights were published in. */
export function chooseDtypes(published: TensorDtypes, dtype: Dtype | null, kvDtype: KvDtype | null): TensorDtypes {
  if (dtype !== null) return uniformDtypes(dtype, kvDtype);
  return kvDtype === null ? published : { ...published, kv: kvDtype };
}
