import type { TensorDtypes } from '../operators/tensor-dtypes.js';

/** Softmax attention whose query heads share key-value heads (multi-head and multi-query are its ends). */
export interface GqaMixer {
  readonly kind: 'gqa';
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  /** Sliding window in tokens; 0 is full attention. */
  readonly window: number;
  /** Normalisation of queries and keys: none, over each head, or over all heads of a token at once. */
  readonly qkNorm: 'none' | 'head' | 'token';
  /** The query projection is twice as wide and its second half gates the output. */
  readonly outputGate: boolean;
  /** Values are the keys before position is added: no value projection, but a value cache. */
  readonly keyIsValue: boolean;
}

/** Selects `topk` cached tokens a query by cheap scores over a key of its own (DeepSeek sparse attention). */
export interface SparseIndexer {
  readonly heads: number;
  readonly headDim: number;
  readonly topk: number;
}

/** Multi-head latent attention: one low-rank vector a token is cached for all heads. */
export interface MlaMixer {
  readonly kind: 'mla';
  readonly heads: number;
  /** Rank of the query projection; null where queries are projected directly. */
  readonly queryRank: number | null;
  readonly latentDim: number;
  readonly nopeDim: number;
  readonly ropeDim: number;
  readonly valueDim: number;
  readonly indexer: SparseIndexer | null;
}

/** Gated delta rule: a state of valueHeads x keyDim x valueDim instead of a cache that grows. */
export interface LinearAttentionMixer {
  readonly kind: 'linear';
  readonly keyHeads: number;
  readonly valueHeads: number;
  readonly keyDim: number;
  readonly valueDim: number;
  readonly convWidth: number;
}

/** Mamba-2 state-space layer: a state of heads x headDim x stateDim. */
export interface MambaMixer {
  readonly kind: 'mamba2';
  readonly heads: number;
  readonly headDim: number;
  readonly stateDim: number;
  readonly groups: number;
  readonly convWidth: number;
}

export type Mixer = GqaMixer | MlaMixer | LinearAttentionMixer | MambaMixer;

export type ActivationFunction = 'silu' | 'gelu' | 'relu' | 'relu2';

export interface DenseFeedForward {
  readonly kind: 'dense';
  readonly inter: number;
  /** Three matrices (gate, up, down) if true, two if false. */
  readonly gated: boolean;
  readonly activation: ActivationFunction;
}

export interface MoeFeedForward {
  readonly kind: 'moe';
  readonly experts: number;
  readonly topk: number;
  /** Width of one routed expert. */
  readonly inter: number;
  /** Width of all shared experts together, which every token visits; 0 is none. */
  readonly sharedInter: number;
  readonly gated: boolean;
  readonly activation: ActivationFunction;
}

export type FeedForward = DenseFeedForward | MoeFeedForward;

/** One layer: a token mixer, a feed-forward part, or both, each with its own norm and residual. */
export interface LlmLayer {
  readonly mixer: Mixer | null;
  readonly feedForward: FeedForward | null;
}

/** A decoder-only language model, parsed: what decides its operators, parameters and cache. Biases are not counted. */
export interface LlmArchitecture {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly aliases: readonly string[];
  readonly source: string;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly notes: string;
  readonly hidden: number;
  readonly vocab: number;
  /** The output head reuses the embedding table. */
  readonly tiedEmbeddings: boolean;
  readonly maxContext: number;
  /** Rotary positions cost an operator; learned ones are a table of maxContext rows. */
  readonly positions: 'rotary' | 'learned' | 'none';
  readonly norm: 'rmsnorm' | 'layernorm';
  /** A second norm after each part, before the residual. */
  readonly postNorms: boolean;
  readonly layers: readonly LlmLayer[];
  /** What the published weights are stored as. */
  readonly dtypes: TensorDtypes;
}

/** Layers that have a mixer of kind `kind`. */
export function mixersOfKind<K extends Mixer['kind']>(
  model: LlmArchitecture,
  kind: K,
): readonly Extract<Mixer, { kind: K }>[] {
  return model.layers.flatMap((layer) =>
    layer.mixer?.kind === kind ? [layer.mixer as Extract<Mixer, { kind: K }>] : [],
  );
}
