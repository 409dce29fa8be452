import type { Dtype } from './dtype.js';

/** out[m,n] = act[m,k] x weight[k,n]. The second operand is a stored weight. */
export interface GemmOperator {
  readonly kind: 'gemm';
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly dtype: Dtype;
}

/** `batch` independent products of two activations. */
export interface BatchedGemmOperator {
  readonly kind: 'batched_gemm';
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly dtype: Dtype;
}

/** What a KV cache stores an element as. */
export type KvDtype = 'fp32' | 'fp16' | 'bf16' | 'fp8' | 'int8' | 'int4';

interface AttentionShape {
  readonly batch: number;
  /** Keys and values a query sees, the new token included. */
  readonly kvLen: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Sliding window in tokens; 0 is full attention. */
  readonly window: number;
  readonly dtype: Dtype;
  readonly kvDtype: KvDtype;
}

/** Causal attention of `qLen` new tokens a sequence over `kvLen` (kvLen >= qLen). */
export interface AttentionPrefillOperator extends AttentionShape {
  readonly kind: 'attention_prefill';
  readonly qLen: number;
}

/** Attention of one new token a sequence. */
export interface AttentionDecodeOperator extends AttentionShape {
  readonly kind: 'attention_decode';
}

/** Causal multi-head latent attention of `qLen` new tokens in expanded form: every head has its own keys and values. */
export interface MlaPrefillOperator {
  readonly kind: 'mla_prefill';
  readonly batch: number;
  readonly qLen: number;
  readonly kvLen: number;
  readonly heads: number;
  /** Width of a query and key: the part without and the part with position. */
  readonly qkDim: number;
  readonly valueDim: number;
  /** Keys that an indexer selects for each query; 0 is all of them. */
  readonly selectedKeys: number;
  readonly dtype: Dtype;
}

/** Latent attention of one new token in absorbed form: all heads share one cached vector of `latentDim + ropeDim`. */
export interface MlaDecodeOperator {
  readonly kind: 'mla_decode';
  readonly batch: number;
  readonly kvLen: number;
  readonly heads: number;
  readonly latentDim: number;
  readonly ropeDim: number;
  readonly dtype: Dtype;
  readonly kvDtype: KvDtype;
}

/** A fused mixture-of-experts layer on ONE rank: experts/ep experts of width inter/tp. */
export interface MoeOperator {
  readonly kind: 'moe';
  readonly tokens: number;
  readonly hidden: number;
  readonly inter: number;
  readonly experts: number;
  readonly topk: number;
  readonly tp: number;
  readonly ep: number;
  /** Three matrices an expert (gate, up, down) if true, two (up, down) if false. */
  readonly gated: boolean;
  /** `balanced` (spread evenly), `uniform` (each token chooses at random) or `power_law_<exponent>`. */
  readonly distribution: string;
  readonly dtype: Dtype;
}

/** A kernel over `m` rows of `n` elements; `op` is the variant, such as rmsnorm or silu_mul. */
export interface RowwiseOperator {
  readonly kind: 'norm' | 'activation' | 'rope' | 'elementwise' | 'softmax';
  readonly op: string;
  readonly m: number;
  readonly n: number;
  readonly dtype: Dtype;
}

export interface CollectiveOperator {
  readonly kind: 'all_reduce' | 'all_gather' | 'reduce_scatter' | 'alltoall' | 'send_recv';
  readonly ranks: number;
  /** Message bytes as nccl-tests' "size" (all_gather: the whole gathered buffer). */
  readonly bytes: number;
  readonly dtype: Dtype;
}

/** `hashes` evaluations of a proof-of-work hash, described by what one costs. */
export interface HashOperator {
  readonly kind: 'hash';
  readonly algorithm: string;
  readonly hashes: number;
  /** 32-bit integer operations a hash. */
  readonly intOpsPerHash: number;
  /** Random off-chip bytes a hash. */
  readonly offChipBytesPerHash: number;
}

/** Streaming work on the vector units that has no shape of its own: `ops` operations over `bytes` of memory traffic. */
export interface VectorOperator {
  readonly kind: 'vector';
  readonly name: string;
  readonly ops: number;
  readonly bytes: number;
  /** Floating-point operations run at the vector rate, 32-bit integer ones (hashing, XOR) at the integer rate. */
  readonly arithmetic: 'float' | 'int32';
  readonly dtype: Dtype;
}

/** One kernel launch's worth of work. */
export type Operator =
  | GemmOperator
  | BatchedGemmOperator
  | AttentionPrefillOperator
  | AttentionDecodeOperator
  | MlaPrefillOperator
  | MlaDecodeOperator
  | MoeOperator
  | RowwiseOperator
  | CollectiveOperator
  | HashOperator
  | VectorOperator;

export type OperatorKind = Operator['kind'];
