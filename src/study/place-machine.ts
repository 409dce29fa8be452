import type { Chip } from '../chips/chip.js';
import type { Topology } from '../chips/system.js';
import type { Dtype } from '../workloads/dtype.js';
import type { LlmArchitecture } from '../workloads/llm-architecture.js';
import { formatFootprint, type MemoryFootprint } from '../workloads/memory-footprint.js';
import type { KvDtype } from '../workloads/operator.js';
import { uniformDtypes } from '../workloads/tensor-dtypes.js';
import { microbatchSize } from './inference-pass.js';
import { RESERVE_SHARE, stageFootprint } from './stage-footprint.js';

/** A machine as a study names it. */
export interface MachineSpec {
  readonly chip: Chip;
  /** `fit`: the fewest chips that hold the model. */
  readonly count: number | 'fit';
  /** Ranks of tensor parallelism; null lets `fit` choose and is 1 otherwise. */
  readonly tensor: number | null;
  /** Pipeline stages; null lets `fit` choose and is 1 otherwise. */
  readonly pipeline: number | null;
  readonly dtype: Dtype;
  readonly kvDtype: KvDtype | null;
  /** Sequences served at once by the whole machine. */
  readonly batch: number;
}

/** A machine that holds its model: `replicas` copies of `pipeline` stages of `tensor` chips. */
export interface PlacedMachine {
  readonly count: number;
  readonly tensor: number;
  readonly pipeline: number;
  readonly replicas: number;
  readonly batchPerReplica: number;
  readonly topology: Topology;
  readonly footprint: MemoryFootprint;
}

export interface PlacementRefusal {
  readonly refused: string;
  readonly fix: string;
}

/** Largest machine that `fit` considers. */
const MAX_FITTED_CHIPS = 1024;

/** Finds where a model runs on a machine, or says with the arithmetic why it does not fit. */
export function placeMachine(
  spec: MachineSpec,
  model: LlmArchitecture,
  tokensPerSequence: number,
  inputTokens: number,
): PlacedMachine | PlacementRefusal {
  if (spec.count === 'fit') return fitMachine(spec, model, tokensPerSequence, inputTokens);
  const tensor = spec.tensor ?? 1;
  const pipeline = spec.pipeline ?? 1;
  const replicas = spec.count / (tensor * pipeline);
  if (!Number.isInteger(replicas)) {
    return {
      refused: `${spec.count} chips are no whole number of replicas of tensor ${tensor} x pipeline ${pipeline}.`,
      fix: 'Make count a multiple of tensor x pipeline.',
    };
  }
  const unfit = divisionRefusal(model, tensor, pipeline);
  if (unfit !== null) return unfit;
  const batchPerReplica = Math.ceil(spec.batch / replicas);
  const footprint = footprintOf(spec, model, tensor, pipeline, batchPerReplica, tokensPerSequence, inputTokens);
  const capacity = spec.chip.memory.capacityBytes.value;
  if (footprint.totalBytes > capacity) {
    return {
      refused: `${model.name} does not fit on ${spec.chip.name}: a chip needs ${formatFootprint(footprint, capacity)}.`,
      fix: 'Use more chips (tensor, pipeline), a narrower dtype or kvDtype, a smaller batch, or count: fit.',
    };
  }
  return {
    count: spec.count,
    tensor,
    pipeline,
    replicas,
    batchPerReplica,
    topology: topologyOf(spec.count),
    footprint,
  };
}

/** The placement with the fewest chips; among equals the one with more tensor parallelism, which answers sooner. */
function fitMachine(
  spec: MachineSpec,
  model: LlmArchitecture,
  tokensPerSequence: number,
  inputTokens: number,
): PlacedMachine | PlacementRefusal {
  const capacity = spec.chip.memory.capacityBytes.value;
  const layers = model.layers.length;
  const tensors = spec.tensor === null ? [1, 2, 4, 8, 16, 32, 64] : [spec.tensor];
  const pipelines = spec.pipeline === null ? divisors(layers) : [spec.pipeline];
  const candidates = tensors
    .flatMap((tensor) => pipelines.map((pipeline) => ({ tensor, pipeline, count: tensor * pipeline })))
    .filter(
      ({ tensor, pipeline, count }) => count <= MAX_FITTED_CHIPS && divisionRefusal(model, tensor, pipeline) === null,
    )
    .filter(({ pipeline }) => pipeline <= spec.batch)
    .sort((a, b) => a.count - b.count || b.tensor - a.tensor);
  for (const { tensor, pipeline, count } of candidates) {
    const footprint = footprintOf(spec, model, tensor, pipeline, spec.batch, tokensPerSequence, inputTokens);
    if (footprint.totalBytes <= capacity) {
      return {
        count,
        tensor,
        pipeline,
        replicas: 1,
        batchPerReplica: spec.batch,
        topology: topologyOf(count),
        footprint,
      };
    }
  }
  const largest = candidates.at(-1);
  if (largest === undefined) {
    return { refused: `No tensor and pipeline sizes divide ${model.name}.`, fix: 'Give tensor and pipeline by hand.' };
  }
  const footprint = footprintOf(
    spec,
    model,
    largest.tensor,
    largest.pipeline,
    spec.batch,
    tokensPerSequence,
    inputTokens,
  );
  return {
    refused: `${model.name} fits on no number of ${spec.chip.name} up to ${largest.count}: even then a chip needs ${formatFootprint(footprint, capacity)}.`,
    fix: 'Use a smaller batch, a shorter context or a narrower dtype.',
  };
}

function footprintOf(
  spec: MachineSpec,
  model: LlmArchitecture,
  tensor: number,
  pipeline: number,
  batch: number,
  tokensPerSequence: number,
  inputTokens: number,
): MemoryFootprint {
  return stageFootprint(
    model,
    {
      dtypes: uniformDtypes(spec.dtype, spec.kvDtype),
      batch,
      contextTokens: tokensPerSequence,
      // A prompt is read one sequence of a microbatch at a time where memory is short.
      stepTokens: Math.max(microbatchSize(batch, pipeline), Math.min(inputTokens, PREFILL_CHUNK_TOKENS)),
      tp: tensor,
      reserveBytes: spec.chip.memory.kind === 'sram' ? 0 : spec.chip.memory.capacityBytes.value * RESERVE_SHARE,
    },
    pipeline,
  );
}

/** Prompts are read in chunks of at most so many tokens (vLLM's max_num_batched_tokens default), which bounds activations. */
const PREFILL_CHUNK_TOKENS = 2048;

function divisionRefusal(model: LlmArchitecture, tensor: number, pipeline: number): PlacementRefusal | null {
  for (const layer of model.layers) {
    if (layer.mixer?.kind === 'gqa' && layer.mixer.heads % tensor !== 0) {
      return {
        refused: `${layer.mixer.heads} heads do not divide over tensor ${tensor}.`,
        fix: 'Choose tensor as a divisor of the heads.',
      };
    }
  }
  if (pipeline > model.layers.length) {
    return {
      refused: `${model.layers.length} layers do not make ${pipeline} pipeline stages.`,
      fix: 'Choose fewer pipeline stages.',
    };
  }
  return null;
}

function divisors(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i + 1).filter((divisor) => count % divisor === 0);
}

function topologyOf(count: number): Topology {
  return count === 1 ? 'single' : 'switch';
}
