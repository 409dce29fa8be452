import type { Estimate } from '../../foundation/quantity/estimate.js';
import { addEstimates, scaleEstimate } from '../../foundation/quantity/estimate-arithmetic.js';
import { type CostModel, isRefusal } from '../../kernels/roofline/cost-model.js';
import type { JoulePart } from '../../kernels/roofline/joule-part.js';
import type { Graph } from '../../workloads/graphs/graph.js';
import { decodeGraph, prefillGraph } from '../../workloads/graphs/llm-graph.js';
import { firstLayers, onlyLayers } from '../../workloads/graphs/only-layers.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import { type PipelineSlot, pipelineSlots } from '../chip/run-pipeline.js';
import {
  type InferencePass,
  type InferencePlace,
  inferencePass,
  NO_REWRITE,
  type PassTime,
  type PassWay,
} from './pass/inference-pass.js';
import type { PassCollective } from './pass/pass-collectives.js';
import { inferencePlace } from './place/inference-place.js';
import { DECODE_SAMPLES } from './place/machine-defaults.js';
import { type HostGap, type Hosts, type MachineRates, machineRates, type PassTotals } from './place/machine-rates.js';
import { type MachineSpec, type PlacedMachine, type PlacementRefusal, placeMachine } from './place/place-machine.js';
import { simulateRequest } from './request/inference-request.js';
import { type RequestLatency, requestLatency } from './request/request-latency.js';

/** What `siliconomics simulate` asks for. */
export interface InferenceQuestion {
  readonly machine: MachineSpec;
  readonly architecture: LlmArchitecture;
  readonly phase: 'prefill' | 'decode' | 'request';
  /** Decode: context length, the new token included. */
  readonly contextTokens: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly hosts: Hosts;
  /** How passes run; `PLAIN_WAY` hides no collective and sends keys round a ring. */
  readonly way: PassWay;
  /** Layers to run alone, without embedding, final norm and head; null is the whole model. Not for requests. */
  readonly onlyLayers: number | null;
}

export interface InferenceAnswer {
  readonly phase: InferenceQuestion['phase'];
  readonly placement: PlacedMachine;
  /** Passes of the phase without the host: 1, or prefill and all steps. */
  readonly kernelSeconds: Estimate;
  readonly kernelJoules: Estimate;
  /** Where the seconds of one pass go (request: of a step half-way through the answer). */
  readonly time: PassTime;
  readonly microbatches: number;
  /** When each microbatch is in which stage, from an empty pipeline on; empty for one stage or above 4096 slots. */
  readonly schedule: readonly PipelineSlot[];
  /** Of one microbatch through all stages, with the algorithm that the network chose. */
  readonly collectives: readonly PassCollective[];
  readonly secondsPerStep: Estimate;
  /** Kernels alone, per token read (prefill) or produced. */
  readonly joulesPerToken: Estimate;
  readonly hostGap: HostGap;
  readonly withHostGap: Omit<MachineRates, 'hostGap'>;
  /** Null for a phase alone. */
  readonly latency: RequestLatency | null;
  readonly tokens: number;
  readonly flops: number;
  readonly bytes: number;
  readonly groups: readonly { readonly group: string; readonly seconds: number }[];
  /** Joules of one pass by part of the chips; empty where only the board's power is known. */
  readonly parts: readonly JoulePart[];
  readonly fingerprint: string;
}

/** Simulates one phase of a model on a machine of equal chips, or refuses with the arithmetic of what does not fit. */
export function simulateInference(question: InferenceQuestion, model: CostModel): InferenceAnswer | PlacementRefusal {
  const { machine, phase, contextTokens, inputTokens, outputTokens } = question;
  const { dtype, kvDtype, batch } = machine;
  const layers = phase === 'request' ? null : question.onlyLayers;
  const architecture = layers === null ? question.architecture : firstLayers(question.architecture, layers);
  const longest = { prefill: inputTokens, decode: contextTokens, request: inputTokens + outputTokens }[phase];
  const placement = placeMachine(machine, architecture, longest, phase === 'decode' ? 1 : inputTokens);
  if ('refused' in placement) return placement;
  const place: InferencePlace = { ...inferencePlace(placement, machine, model), ...question.way };
  const batchOfReplica = placement.batchPerReplica;
  if (phase === 'request') {
    const run = simulateRequest(
      place,
      { architecture, dtype, kvDtype, batch: batchOfReplica, inputTokens, outputTokens },
      NO_REWRITE,
      DECODE_SAMPLES,
    );
    if (isRefusal(run)) return { refused: run.refused, fix: CHOOSE_OTHERWISE };
    return answer(question, placement, {
      seconds: addEstimates(run.prefill.seconds, run.decodeSeconds),
      joules: addEstimates(run.prefill.joules, run.decodeJoules),
      stepSeconds:
        run.stepEnds === null ? run.middleStep.seconds : scaleEstimate(run.decodeSeconds, 1 / (run.outputTokens - 1)),
      passes: run.passes,
      tokens: batch * run.outputTokens,
      pass: run.middleStep,
      latency: requestLatency(run, question.hosts.gapSec),
    });
  }
  const whole = (graph: Graph) => (layers === null ? graph : onlyLayers(graph, layers));
  const pass = inferencePass(
    place,
    batchOfReplica,
    (sequences) =>
      phase === 'prefill'
        ? whole(prefillGraph(architecture, { batch: sequences, inputTokens, cachedTokens: 0, dtype, kvDtype }))
        : whole(decodeGraph(architecture, { batch: sequences, contextTokens, dtype, kvDtype })),
    NO_REWRITE,
    phase === 'prefill' ? 'once' : 'steady',
  );
  if (isRefusal(pass)) return { refused: pass.refused, fix: CHOOSE_OTHERWISE };
  return answer(question, placement, {
    seconds: pass.seconds,
    joules: pass.joules,
    stepSeconds: pass.seconds,
    passes: 1,
    tokens: phase === 'prefill' ? batch * inputTokens : batch,
    pass,
    latency: null,
  });
}

const CHOOSE_OTHERWISE = 'Choose a dtype that the chip has a datapath for, or another chip.';

/** A picture of more slots shows nothing. */
const MOST_SLOTS = 4096;

function scheduleOf(stageSeconds: readonly number[], microbatches: number): PipelineSlot[] {
  const slots = stageSeconds.length * microbatches;
  return stageSeconds.length > 1 && slots <= MOST_SLOTS ? pipelineSlots(stageSeconds, microbatches) : [];
}

interface Totals extends PassTotals {
  readonly stepSeconds: Estimate;
  readonly pass: InferencePass;
  readonly latency: RequestLatency | null;
}

function answer(question: InferenceQuestion, placement: PlacedMachine, totals: Totals): InferenceAnswer {
  const { replicas } = placement;
  const { time, microbatches, stageSeconds, collectives } = totals.pass;
  const joules = scaleEstimate(totals.joules, replicas);
  const { hostGap, ...withHostGap } = machineRates(totals, question.machine.chip, placement, question.hosts);
  return {
    phase: question.phase,
    placement,
    kernelSeconds: totals.seconds,
    kernelJoules: joules,
    time,
    microbatches,
    schedule: scheduleOf(stageSeconds, microbatches),
    collectives,
    secondsPerStep: totals.stepSeconds,
    joulesPerToken: scaleEstimate(joules, 1 / totals.tokens),
    hostGap,
    withHostGap,
    latency: totals.latency,
    tokens: totals.tokens,
    flops: totals.pass.flops * replicas,
    bytes: totals.pass.bytes * replicas,
    groups: [...totals.pass.groups].map(([group, time]) => ({ group, seconds: time })),
    parts: [...totals.pass.parts].map(([name, joules]) => ({ name, joules })),
    fingerprint: totals.pass.fingerprint,
  };
}
