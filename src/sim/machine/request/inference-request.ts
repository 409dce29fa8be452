import type { Estimate } from '../../../foundation/quantity/estimate.js';
import { addEstimates, scaleEstimate } from '../../../foundation/quantity/estimate-arithmetic.js';
import { isRefusal, type KernelRefusal } from '../../../kernels/roofline/cost-model.js';
import { decodeGraph, prefillGraph } from '../../../workloads/graphs/llm-graph.js';
import type { LlmArchitecture } from '../../../workloads/models/llm-architecture.js';
import type { Dtype } from '../../../workloads/operators/dtype.js';
import type { KvDtype } from '../../../workloads/operators/operator.js';
import { type InferencePass, type InferencePlace, inferencePass, type RankRewrite } from '../pass/inference-pass.js';

/** A batch of equal requests that start and end together. */
export interface RequestShape {
  readonly architecture: LlmArchitecture;
  readonly dtype: Dtype;
  readonly kvDtype: KvDtype | null;
  readonly batch: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
}

/** The whole life of the batch: a prefill, which gives the first token, and a growing decode step for each further one. */
export interface RequestRun {
  readonly prefill: InferencePass;
  /** All decode steps together; 0 for an answer of one token. */
  readonly decodeSeconds: Estimate;
  readonly decodeJoules: Estimate;
  /** The first and the last step; null for an answer of one token. */
  readonly stepEnds: { readonly first: Estimate; readonly last: Estimate } | null;
  /** The step at the mean context, for reports. */
  readonly middleStep: InferencePass;
  /** Prefill and steps: each waits for the host once. */
  readonly passes: number;
  readonly outputTokens: number;
  /** Of prefill and of all steps. */
  readonly prefillWorkUnits: number;
  readonly decodeWorkUnits: number;
  /** Share of all work units that is useful; 1 where nothing is counted. */
  readonly usefulShare: number;
}

/**
 * Simulates a request batch. `samples` bounds how many of the growing steps are simulated: the rest follow by the
 * trapezoid rule, since a step's time grows smoothly with its context; null simulates every step. Commands use
 * `DECODE_SAMPLES`.
 */
export function simulateRequest(
  place: InferencePlace,
  shape: RequestShape,
  rewrite: RankRewrite,
  samples: number | null,
): RequestRun | KernelRefusal {
  const { architecture, dtype, kvDtype, inputTokens, outputTokens } = shape;
  const prefill = inferencePass(
    place,
    shape.batch,
    (batch) => prefillGraph(architecture, { batch, inputTokens, cachedTokens: 0, dtype, kvDtype }),
    rewrite,
    'once',
  );
  if (isRefusal(prefill)) return prefill;
  const stepAt = (contextTokens: number): InferencePass | KernelRefusal =>
    inferencePass(
      place,
      shape.batch,
      (batch) => decodeGraph(architecture, { batch, contextTokens, dtype, kvDtype }),
      rewrite,
      'steady',
    );
  const middleStep = stepAt(inputTokens + Math.ceil(outputTokens / 2));
  if (isRefusal(middleStep)) return middleStep;
  const nothing: Estimate = { value: 0, low: 0, high: 0, provenance: prefill.seconds.provenance };
  let decodeSeconds = nothing;
  let decodeJoules: Estimate = { ...nothing, provenance: prefill.joules.provenance };
  let stepEnds: RequestRun['stepEnds'] = null;
  let decodeWorkUnits = 0;
  let usefulUnits = prefill.usefulUnits;
  for (const { step, weight } of weightedSteps(outputTokens - 1, samples)) {
    const pass = stepAt(inputTokens + step);
    if (isRefusal(pass)) return pass;
    const seconds = scaleEstimate(pass.seconds, weight);
    const joules = scaleEstimate(pass.joules, weight);
    decodeWorkUnits += pass.workUnits * weight;
    usefulUnits += pass.usefulUnits * weight;
    decodeSeconds = addEstimates(decodeSeconds, seconds);
    decodeJoules = addEstimates(decodeJoules, joules);
    stepEnds = { first: stepEnds === null ? pass.seconds : stepEnds.first, last: pass.seconds };
  }
  const workUnits = prefill.workUnits + decodeWorkUnits;
  return {
    prefill,
    decodeSeconds,
    decodeJoules,
    stepEnds,
    middleStep,
    passes: outputTokens,
    outputTokens,
    prefillWorkUnits: prefill.workUnits,
    decodeWorkUnits,
    usefulShare: workUnits > 0 ? usefulUnits / workUnits : 1,
  };
}

/** Steps 1..count to simulate with how many steps each stands for; the weights sum to `count`. */
export function weightedSteps(count: number, samples: number | null): { step: number; weight: number }[] {
  if (samples === null || samples < 2 || count <= samples) {
    return Array.from({ length: count }, (_, i) => ({ step: i + 1, weight: 1 }));
  }
  const steps = [
    ...new Set(Array.from({ length: samples }, (_, i) => 1 + Math.round((i * (count - 1)) / (samples - 1)))),
  ];
  const weights = new Float64Array(steps.length);
  // Between two samples every step lies on the chord; summing the chord gives each end its share exactly.
  for (let i = 0; i + 1 < steps.length; i++) {
    const span = steps[i + 1]! - steps[i]!;
    weights[i]! += (span + 1) / 2;
    weights[i + 1]! += (span - 1) / 2;
  }
  weights[steps.length - 1]! += 1;
  return steps.map((step, i) => ({ step, weight: weights[i]! }));
}
