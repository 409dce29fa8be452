import type { LlmArchitecture, LlmLayer, Mixer } from '../models/llm-architecture.js';
import type { Dtype } from '../operators/dtype.js';
import type { KvDtype } from '../operators/operator.js';
import { chooseDtypes } from '../operators/tensor-dtypes.js';
import { feedForwardNodes } from './feed-forward-nodes.js';
import { gqaNodes } from './gqa-nodes.js';
import type { Graph } from './graph.js';
import { GraphBuilder } from './graph-builder.js';
import { mlaNodes } from './mla-nodes.js';
import { recurrentNodes } from './recurrent-nodes.js';
import { rowwise, type Step } from './step.js';

interface PrecisionOptions {
  /** Path of the linear layers; null runs the model in what its weights are published in. */
  readonly dtype: Dtype | null;
  /** Null: 16 bits, or what the model is published with. */
  readonly kvDtype: KvDtype | null;
}

export interface PrefillOptions extends PrecisionOptions {
  readonly batch: number;
  /** New tokens a sequence. */
  readonly inputTokens: number;
  /** Tokens a sequence that are already in the cache (an earlier chunk or a shared prefix). */
  readonly cachedTokens: number;
}

export interface DecodeOptions extends PrecisionOptions {
  readonly batch: number;
  /** Keys that the new token sees, itself included. */
  readonly contextTokens: number;
}

/**
 * One forward pass over a prompt. The head runs for the last token of each sequence only.
 *
 * @example
 * const model = resolveModel('llama-3.1-8b', builtinModels());
 * prefillGraph(model, { batch: 1, inputTokens: 128, cachedTokens: 0, dtype: 'bf16', kvDtype: null }).nodes.length // 355
 */
export function prefillGraph(model: LlmArchitecture, options: PrefillOptions): Graph {
  const { batch, inputTokens, cachedTokens } = options;
  const kvLen = cachedTokens + inputTokens;
  return passGraph(`${model.id} prefill ${batch}x${inputTokens}+${cachedTokens}`, model, {
    phase: 'prefill',
    batch,
    qLen: inputTokens,
    kvLen,
    tokens: batch * inputTokens,
    dtypes: chooseDtypes(model.dtypes, options.dtype, options.kvDtype),
  });
}

/** One decode step: each sequence of the batch gets one more token. */
export function decodeGraph(model: LlmArchitecture, options: DecodeOptions): Graph {
  const { batch, contextTokens } = options;
  return passGraph(`${model.id} decode ${batch}x${contextTokens}`, model, {
    phase: 'decode',
    batch,
    qLen: 1,
    kvLen: contextTokens,
    tokens: batch,
    dtypes: chooseDtypes(model.dtypes, options.dtype, options.kvDtype),
  });
}

function passGraph(name: string, model: LlmArchitecture, shapes: Omit<Step, 'builder' | 'model'>): Graph {
  const builder = new GraphBuilder();
  const step: Step = { builder, model, ...shapes };
  const { tokens, batch, dtypes } = step;
  let stream = builder.add('', 'embedding', rowwise(step, 'elementwise', 'embedding', tokens, model.hidden), []);
  model.layers.forEach((layer, index) => {
    stream = layerNodes(step, `layer${index}.`, layer, stream);
  });
  const normed = builder.add('', 'final_norm', rowwise(step, 'norm', model.norm, tokens, model.hidden), [stream]);
  builder.add('', 'lm_head', { kind: 'gemm', m: batch, n: model.vocab, k: model.hidden, dtype: dtypes.head }, [normed]);
  return builder.build(name);
}

function layerNodes(step: Step, prefix: string, layer: LlmLayer, input: number): number {
  let stream = input;
  if (layer.mixer !== null) {
    const { mixer } = layer;
    stream = residualPart(step, prefix, 'mixer', stream, (normed) => mixerNodes(step, prefix, mixer, normed));
  }
  if (layer.feedForward !== null) {
    const { feedForward } = layer;
    stream = residualPart(step, prefix, 'ffn', stream, (normed) => feedForwardNodes(step, prefix, feedForward, normed));
  }
  return stream;
}

/** Norm, part, optional second norm, and the addition to the residual stream. */
function residualPart(
  step: Step,
  prefix: string,
  role: string,
  stream: number,
  part: (normed: number) => number,
): number {
  const { builder, model, tokens } = step;
  const norm = rowwise(step, 'norm', model.norm, tokens, model.hidden);
  let result = part(builder.add(prefix, `${role}_norm`, norm, [stream]));
  if (model.postNorms) result = builder.add(prefix, `${role}_post_norm`, norm, [result]);
  const add = rowwise(step, 'elementwise', 'add', tokens, model.hidden);
  return builder.add(prefix, `${role}_residual`, add, [stream, result]);
}

function mixerNodes(step: Step, prefix: string, mixer: Mixer, input: number): number {
  switch (mixer.kind) {
    case 'gqa':
      return gqaNodes(step, prefix, mixer, input);
    case 'mla':
      return mlaNodes(step, prefix, mixer, input);
    case 'linear':
    case 'mamba2':
      return recurrentNodes(step, prefix, mixer, input);
    default:
      return unknownMixer(mixer);
  }
}

function unknownMixer(mixer: never): never {
  throw new Error(`no nodes are defined for ${JSON.stringify(mixer)}`);
}
