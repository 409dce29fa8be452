import type { CostModel } from '../../kernels/roofline/cost-model.js';
import type { Graph } from '../../workloads/graphs/graph.js';
import { decodeGraph, prefillGraph } from '../../workloads/graphs/llm-graph.js';
import { firstLayers, onlyLayers } from '../../workloads/graphs/only-layers.js';
import { placeGraph } from '../../workloads/placement/place-graph.js';
import { type InferencePlace, microbatchSize } from './pass/inference-pass.js';
import { inferencePlace } from './place/inference-place.js';
import type { PlacedMachine } from './place/place-machine.js';
import type { InferenceQuestion } from './simulate-inference.js';

/** What one rank of each pipeline stage runs, and where. */
export interface PassStages {
  readonly place: InferencePlace;
  readonly graphs: readonly Graph[];
}

/**
 * The graphs of one microbatch, one for each pipeline stage: of the prompt for `prefill`, of one step over
 * `contextTokens` keys for `decode`, of a step half-way through the answer for `request`.
 */
export function passStages(question: InferenceQuestion, placement: PlacedMachine, model: CostModel): PassStages {
  const place = { ...inferencePlace(placement, question.machine, model), ...question.way };
  return { place, graphs: placeGraph(passGraph(question, placement), place.ranks, place.exchange) };
}

function passGraph(question: InferenceQuestion, placement: PlacedMachine): Graph {
  const { phase, inputTokens, outputTokens } = question;
  const { dtype, kvDtype } = question.machine;
  const { batchPerReplica, pp, ep } = placement;
  const batch = microbatchSize(batchPerReplica, question.machine.microbatches ?? pp, ep);
  const layers = phase === 'request' ? null : question.onlyLayers;
  const architecture = layers === null ? question.architecture : firstLayers(question.architecture, layers);
  const contextTokens = phase === 'decode' ? question.contextTokens : inputTokens + Math.ceil(outputTokens / 2);
  const graph =
    phase === 'prefill'
      ? prefillGraph(architecture, { batch, inputTokens, cachedTokens: 0, dtype, kvDtype })
      : decodeGraph(architecture, { batch, contextTokens, dtype, kvDtype });
  return layers === null ? graph : onlyLayers(graph, layers);
}
