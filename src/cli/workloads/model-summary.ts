import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { countParameters } from '../../workloads/models/parameter-tensors.js';
import { kvBytesPerSequence } from '../../workloads/placement/kv-bytes.js';

/** Sizes of a model, as lists and tables show them. */
export interface ModelSummary {
  readonly id: string;
  readonly family: string;
  readonly layers: number;
  readonly parameters: number;
  readonly activeParameters: number;
  readonly kvBytesPerToken: number;
  readonly maxContext: number;
  readonly confidence: string;
  readonly source: string;
}

export function modelSummary(model: LlmArchitecture): ModelSummary {
  const { total, active } = countParameters(model);
  return {
    id: model.id,
    family: model.family,
    layers: model.layers.length,
    parameters: total,
    activeParameters: active,
    kvBytesPerToken: kvBytesPerSequence(model, 'bf16', 1, 1),
    maxContext: model.maxContext,
    confidence: model.confidence,
    source: model.source,
  };
}

/** A count in billions, with two decimals. */
export function billions(count: number): string {
  return `${(count / 1e9).toFixed(2)}e9`;
}
