import { STATE_BYTES, stateElements } from '../graphs/recurrent-nodes.js';
import type { FeedForward, LlmArchitecture, Mixer } from '../models/llm-architecture.js';
import {
  type ModelEnds,
  type ParameterTensor,
  parameterTensors,
  tensorDtype,
  WHOLE_MODEL,
} from '../models/parameter-tensors.js';
import { dtypeLayout } from '../operators/dtype.js';
import type { TensorDtypes } from '../operators/tensor-dtypes.js';
import { kvBytesPerSequence } from './kv-bytes.js';
import { kvHeadsPerRank } from './shard-rules.js';

export interface FootprintOptions {
  readonly dtypes: TensorDtypes;
  /** Sequences whose cache is held at once, by all ranks that share the layers. */
  readonly batch: number;
  /** Tokens cached a sequence when it is longest. */
  readonly contextTokens: number;
  /** New tokens of the largest step, over all sequences: batch in decode, a whole prompt or chunk in prefill. */
  readonly stepTokens: number;
  /** Ranks of tensor parallelism. */
  readonly tp: number;
  /** Ranks that divide experts and sequences; they repeat all other weights. */
  readonly ep: number;
  /** Ranks that divide the tokens of a sequence; they repeat the weights. */
  readonly cp: number;
  /** Set aside a chip for the runtime, its buffers and fragmentation. */
  readonly reserveBytes: number;
}

/** One line of the sum: what, how many bytes on one chip, and how that came about. */
export interface FootprintPart {
  readonly name: string;
  readonly bytes: number;
  readonly arithmetic: string;
}

/** What one chip must hold. */
export interface MemoryFootprint {
  readonly parts: readonly FootprintPart[];
  readonly totalBytes: number;
}

/**
 * Memory that each chip needs to run a model: weights, KV cache, recurrent states, activations and reserve, each with
 * its arithmetic so that a refusal can show the sum.
 *
 * @example
 * const model = resolveModel('llama-3.1-8b', builtinModels());
 * const dtypes = uniformDtypes('bf16', null);
 * const ranks = { tp: 1, ep: 1, cp: 1 };
 * memoryFootprint(model, { dtypes, batch: 1, contextTokens: 1024, stepTokens: 1, ...ranks, reserveBytes: 0 }).parts[0].name // 'weights'
 */
export function memoryFootprint(
  model: LlmArchitecture,
  options: FootprintOptions,
  ends: ModelEnds = WHOLE_MODEL,
): MemoryFootprint {
  const parts = [weightsPart(model, options, ends), kvPart(model, options), statePart(model, options)];
  parts.push(activationsPart(model, options, ends), {
    name: 'reserve',
    bytes: options.reserveBytes,
    arithmetic: 'set aside for the runtime',
  });
  const used = parts.filter((part) => part.bytes > 0);
  return { parts: used, totalBytes: used.reduce((sum, part) => sum + part.bytes, 0) };
}

/** The sum as text, one line a part, with the capacity that it is held against. */
export function formatFootprint(footprint: MemoryFootprint, capacityBytes: number): string {
  const lines = footprint.parts.map((part) => `${part.name} ${gigabytes(part.bytes)} (${part.arithmetic})`);
  return `${lines.join(' + ')} = ${gigabytes(footprint.totalBytes)} of ${gigabytes(capacityBytes)}`;
}

const ONE_CHIP = { tp: 1, ep: 1 };

/** Stored bytes of all weights in one piece, undivided. */
export function weightBytes(model: LlmArchitecture, dtypes: TensorDtypes): number {
  return parameterTensors(model).reduce((sum, tensor) => sum + tensorBytes(tensor, dtypes, ONE_CHIP), 0);
}

function tensorBytes(
  tensor: ParameterTensor,
  dtypes: TensorDtypes,
  { tp, ep }: Pick<FootprintOptions, 'tp' | 'ep'>,
): number {
  const { weightBytes: perElement } = dtypeLayout(tensorDtype(tensor.tensorClass, dtypes));
  const share = shareOfRank(tensor, tp) / (tensor.tensorClass === 'experts' ? ep : 1);
  return tensor.elements * share * perElement;
}

function shareOfRank(tensor: ParameterTensor, tp: number): number {
  switch (tensor.split) {
    case 'ranks':
      return 1 / tp;
    case 'kv-heads':
      return kvHeadsPerRank(tensor.kvHeads, tp) / tensor.kvHeads;
    case 'whole':
      return 1;
    default:
      return unknownSplit(tensor.split);
  }
}

function weightsPart(model: LlmArchitecture, options: FootprintOptions, ends: ModelEnds): FootprintPart {
  const tensors = parameterTensors(model, ends);
  const bytes = tensors.reduce((sum, tensor) => sum + tensorBytes(tensor, options.dtypes, options), 0);
  const parameters = tensors.reduce((sum, tensor) => sum + tensor.elements, 0);
  const { mixer, experts, head } = options.dtypes;
  const formats = [...new Set([mixer, options.dtypes.feedForward, experts, head, options.dtypes.activations])];
  return {
    name: 'weights',
    bytes,
    arithmetic: `${billions(parameters)} parameters in ${formats.join(', ')} over ${rankText(options)}`,
  };
}

/** Which chips share the weights, in words. */
function rankText({ tp, ep }: FootprintOptions): string {
  return ep === 1 ? `${tp} chips` : `${tp} chips, experts over ${tp * ep}`;
}

function kvPart(model: LlmArchitecture, options: FootprintOptions): FootprintPart {
  const { dtypes, contextTokens, tp, cp } = options;
  const sequences = Math.ceil(options.batch / options.ep);
  const perSequence = kvBytesPerSequence(model, dtypes.kv, contextTokens, tp);
  return {
    name: 'KV cache',
    bytes: (sequences * perSequence) / cp,
    arithmetic: `${sequences} sequences x ${contextTokens} tokens in ${dtypes.kv}${cp > 1 ? ` over ${cp} chips` : ''}`,
  };
}

function statePart(model: LlmArchitecture, options: FootprintOptions): FootprintPart {
  const elements = model.layers.reduce((sum, { mixer }) => {
    return mixer?.kind === 'linear' || mixer?.kind === 'mamba2' ? sum + stateElements(mixer) : sum;
  }, 0);
  const sequences = Math.ceil(options.batch / options.ep);
  return {
    name: 'recurrent states',
    bytes: (sequences * elements * STATE_BYTES) / options.tp,
    arithmetic: `${sequences} sequences x ${elements} elements in fp32 over ${options.tp} chips`,
  };
}

/** The residual stream twice and the widest intermediate of any layer, which live at once, and the logits. */
function activationsPart(model: LlmArchitecture, options: FootprintOptions, ends: ModelEnds): FootprintPart {
  const elementBytes = dtypeLayout(options.dtypes.activations).activationBytes;
  const widest = model.layers.reduce(
    (max, layer) => Math.max(max, mixerWidth(layer.mixer), feedForwardWidth(layer.feedForward)),
    0,
  );
  const perToken = (2 * model.hidden + widest / options.tp) * elementBytes;
  const sequences = Math.ceil(options.batch / options.ep);
  const logits = ends.last ? sequences * model.vocab * elementBytes : 0;
  const tokens = Math.ceil(options.stepTokens / (options.ep * options.cp));
  return {
    name: 'activations',
    bytes: tokens * perToken + logits,
    arithmetic: `${tokens} tokens x ${Math.ceil(perToken)} B${ends.last ? ' + logits' : ''}`,
  };
}

/** Elements a token that attention keeps alive: queries, keys, values and output. */
function mixerWidth(mixer: Mixer | null): number {
  switch (mixer?.kind) {
    case 'gqa':
      return 2 * (mixer.heads + mixer.kvHeads) * mixer.headDim;
    case 'mla':
      return mixer.heads * (2 * (mixer.nopeDim + mixer.ropeDim) + 2 * mixer.valueDim);
    case 'linear':
      return 2 * (mixer.keyHeads * mixer.keyDim + mixer.valueHeads * mixer.valueDim);
    case 'mamba2':
      return 3 * mixer.heads * mixer.headDim;
    default:
      return 0;
  }
}

/** Elements a token between the two halves of a feed-forward part: both gates and their product. */
function feedForwardWidth(part: FeedForward | null): number {
  if (part === null) return 0;
  const arrays = part.gated ? 3 : 2;
  return part.kind === 'dense' ? arrays * part.inter : arrays * (part.topk * part.inter + part.sharedInter);
}

function unknownSplit(split: never): never {
  throw new Error(`no share is defined for ${JSON.stringify(split)}`);
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

function billions(count: number): string {
  return `${(count / 1e9).toFixed(2)}e9`;
}
