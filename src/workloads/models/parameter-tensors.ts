import type { TensorDtypes } from '../operators/tensor-dtypes.js';
import type { FeedForward, LlmArchitecture, LlmLayer, Mixer } from './llm-architecture.js';

/** Which of the model's dtypes a tensor is stored in; `other` is never quantised. */
export type TensorClass = 'mixer' | 'feedForward' | 'experts' | 'head' | 'other';

/** How tensor parallelism divides a tensor: over ranks, over key-value heads (repeated when fewer), or not at all. */
export type TensorSplit = 'ranks' | 'kv-heads' | 'whole';

/** Tensors of one role, summed over the layers that have them. */
export interface ParameterTensor {
  /** Such as `attention.q`. */
  readonly role: string;
  readonly tensorClass: TensorClass;
  readonly elements: number;
  /** Elements that one token uses: fewer for routed experts. */
  readonly activeElements: number;
  readonly split: TensorSplit;
  /** Key-value heads that a `kv-heads` tensor holds; 0 for others. */
  readonly kvHeads: number;
}

/** Which ends of a model its layers come with: embedding and positions, final norm and head. */
export interface ModelEnds {
  readonly first: boolean;
  readonly last: boolean;
}

export const WHOLE_MODEL: ModelEnds = { first: true, last: true };

/**
 * Every parameter of the model by role, biases not counted. A head tied to the embedding is listed once; layers with the last
 * end alone need a copy of the table.
 */
export function parameterTensors(model: LlmArchitecture, ends: ModelEnds = WHOLE_MODEL): ParameterTensor[] {
  const { hidden, vocab } = model;
  const tensors: ParameterTensor[] = [];
  if (ends.first) tensors.push(whole('embedding', 'other', vocab * hidden, 'ranks'));
  if (ends.last && !model.tiedEmbeddings) tensors.push(whole('head', 'head', vocab * hidden, 'ranks'));
  if (ends.last && !ends.first && model.tiedEmbeddings)
    tensors.push(whole('head copy', 'other', vocab * hidden, 'ranks'));
  if (ends.first && model.positions === 'learned')
    tensors.push(whole('positions', 'other', model.maxContext * hidden, 'whole'));
  for (const layer of model.layers) {
    if (layer.mixer !== null) tensors.push(...mixerTensors(layer.mixer, hidden));
    if (layer.feedForward !== null) tensors.push(...feedForwardTensors(layer.feedForward, hidden));
    tensors.push(whole('norm', 'other', normElements(model, layer), 'whole'));
  }
  if (ends.last) tensors.push(whole('norm', 'other', normWidth(model), 'whole'));
  return sumByRole(tensors);
}

/** Parameters in all, and those that one token uses. */
export function countParameters(model: LlmArchitecture): { readonly total: number; readonly active: number } {
  let total = 0;
  let active = 0;
  for (const tensor of parameterTensors(model)) {
    total += tensor.elements;
    active += tensor.activeElements;
  }
  return { total, active };
}

/** Stored format of a tensor under a choice of dtypes. */
export function tensorDtype(tensorClass: TensorClass, dtypes: TensorDtypes) {
  return tensorClass === 'other' ? dtypes.activations : dtypes[tensorClass];
}

function whole(role: string, tensorClass: TensorClass, elements: number, split: TensorSplit): ParameterTensor {
  return { role, tensorClass, elements, activeElements: elements, split, kvHeads: 0 };
}

function mixerTensors(mixer: Mixer, hidden: number): ParameterTensor[] {
  const linear = (role: string, elements: number, split: TensorSplit = 'ranks') =>
    whole(role, 'mixer', elements, split);
  switch (mixer.kind) {
    case 'gqa': {
      const queries = mixer.heads * mixer.headDim;
      const kvWidth = mixer.kvHeads * mixer.headDim * (mixer.keyIsValue ? 1 : 2);
      const norms = { none: 0, head: 2 * mixer.headDim, token: queries + mixer.kvHeads * mixer.headDim };
      return [
        linear('attention.q', hidden * queries * (mixer.outputGate ? 2 : 1)),
        { ...linear('attention.kv', hidden * kvWidth, 'kv-heads'), kvHeads: mixer.kvHeads },
        linear('attention.out', hidden * queries),
        whole('norm', 'other', norms[mixer.qkNorm], 'whole'),
      ];
    }
    case 'mla': {
      const queryWidth = mixer.heads * (mixer.nopeDim + mixer.ropeDim);
      const queryRank = mixer.queryRank ?? 0;
      const tensors = [
        linear('attention.q_down', hidden * queryRank, 'whole'),
        linear('attention.q_up', (mixer.queryRank ?? hidden) * queryWidth),
        linear('attention.kv_down', hidden * (mixer.latentDim + mixer.ropeDim), 'whole'),
        linear('attention.kv_up', mixer.latentDim * mixer.heads * (mixer.nopeDim + mixer.valueDim)),
        linear('attention.out', hidden * mixer.heads * mixer.valueDim),
        whole('norm', 'other', queryRank + mixer.latentDim, 'whole'),
      ];
      if (mixer.indexer !== null) {
        const { heads, headDim } = mixer.indexer;
        const queries = (mixer.queryRank ?? hidden) * heads * headDim;
        tensors.push(linear('attention.indexer', queries + hidden * (headDim + heads), 'whole'));
      }
      return tensors;
    }
    case 'linear': {
      const keys = mixer.keyHeads * mixer.keyDim;
      const values = mixer.valueHeads * mixer.valueDim;
      return [
        linear('linear.in', hidden * (2 * keys + 2 * values + 2 * mixer.valueHeads)),
        linear('linear.conv', (2 * keys + values) * mixer.convWidth),
        linear('linear.out', hidden * values),
        whole('norm', 'other', 2 * mixer.valueHeads + mixer.valueDim, 'whole'),
      ];
    }
    case 'mamba2': {
      const inner = mixer.heads * mixer.headDim;
      const shared = 2 * mixer.groups * mixer.stateDim;
      return [
        linear('mamba.in', hidden * (2 * inner + shared + mixer.heads)),
        linear('mamba.conv', (inner + shared) * mixer.convWidth),
        linear('mamba.out', hidden * inner),
        whole('norm', 'other', inner + 3 * mixer.heads, 'whole'),
      ];
    }
    default:
      return unknownPart(mixer);
  }
}

function feedForwardTensors(part: FeedForward, hidden: number): ParameterTensor[] {
  const matrices = part.gated ? 3 : 2;
  switch (part.kind) {
    case 'dense':
      return [whole('feed_forward', 'feedForward', matrices * hidden * part.inter, 'ranks')];
    case 'moe': {
      const expert = matrices * hidden * part.inter;
      return [
        {
          ...whole('experts', 'experts', part.experts * expert, 'ranks'),
          activeElements: part.topk * expert,
        },
        whole('shared_experts', 'feedForward', matrices * hidden * part.sharedInter, 'ranks'),
        whole('router', 'other', hidden * part.experts, 'whole'),
      ];
    }
    default:
      return unknownPart(part);
  }
}

function normElements(model: LlmArchitecture, layer: LlmLayer): number {
  const parts = (layer.mixer === null ? 0 : 1) + (layer.feedForward === null ? 0 : 1);
  return parts * (model.postNorms ? 2 : 1) * normWidth(model);
}

/** A layer norm has a gain and a shift, an rms norm only a gain. */
function normWidth(model: LlmArchitecture): number {
  return model.norm === 'layernorm' ? 2 * model.hidden : model.hidden;
}

function sumByRole(tensors: readonly ParameterTensor[]): ParameterTensor[] {
  const sums = new Map<string, ParameterTensor>();
  for (const tensor of tensors) {
    if (tensor.elements === 0) continue;
    const key = `${tensor.role}:${tensor.kvHeads}`;
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, tensor);
    else
      sums.set(key, {
        ...sum,
        elements: sum.elements + tensor.elements,
        activeElements: sum.activeElements + tensor.activeElements,
      });
  }
  return [...sums.values()];
}

function unknownPart(part: never): never {
  throw new Error(`no parameters are defined for ${JSON.stringify(part)}`);
}
