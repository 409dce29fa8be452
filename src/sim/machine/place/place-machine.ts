import { requireBuilt } from '../../../chips/chip/built-chip.js';
import type { Chip } from '../../../chips/chip/chip.js';
import { type Network, networkSize } from '../../../chips/network/network.js';
import type { Topology } from '../../../chips/network/system.js';
import type { LlmArchitecture } from '../../../workloads/models/llm-architecture.js';
import type { Dtype } from '../../../workloads/operators/dtype.js';
import type { KvDtype } from '../../../workloads/operators/operator.js';
import { uniformDtypes } from '../../../workloads/operators/tensor-dtypes.js';
import { formatFootprint, type MemoryFootprint } from '../../../workloads/placement/memory-footprint.js';
import type { Parallelism } from '../../../workloads/placement/place-graph.js';
import { microbatchSize } from '../pass/inference-pass.js';
import { RESERVE_SHARE, stageFootprints } from './stage-footprint.js';

/** A machine as a study names it. */
export interface MachineSpec {
  readonly chip: Chip;
  /** `fit`: the fewest chips that hold the model. */
  readonly count: number | 'fit';
  /** Ranks of tensor parallelism; null lets `fit` choose and is 1 otherwise. */
  readonly tp: number | null;
  /** Pipeline stages; null lets `fit` choose and is 1 otherwise. */
  readonly pp: number | null;
  /** Ranks that divide experts and sequences. */
  readonly ep: number;
  /** Ranks that divide the tokens of a sequence. */
  readonly cp: number;
  /** Parts that a replica's batch is dealt out to; null is one a pipeline stage. */
  readonly microbatches: number | null;
  /** Null is the usual network of the chip. */
  readonly network: Network | null;
  readonly dtype: Dtype;
  readonly kvDtype: KvDtype | null;
  /** Sequences served at once by the whole machine. */
  readonly batch: number;
}

/** A machine that holds its model: `replicas` copies of `pp` stages of `tp` x `cp` x `ep` chips. */
export interface PlacedMachine {
  readonly count: number;
  readonly tp: number;
  readonly cp: number;
  readonly ep: number;
  readonly pp: number;
  readonly replicas: number;
  readonly batchPerReplica: number;
  readonly topology: Topology;
  /** The fullest chip. */
  readonly footprint: MemoryFootprint;
  /** A chip of each pipeline stage. */
  readonly stages: readonly MemoryFootprint[];
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
  requireBuilt(spec.chip);
  if (spec.count === 'fit') return fitMachine(spec, model, tokensPerSequence, inputTokens);
  const { ep, cp } = spec;
  const ranks = { tp: spec.tp ?? 1, pp: spec.pp ?? 1, ep, cp };
  const perReplica = chipsOf(ranks);
  const replicas = spec.count / perReplica;
  if (!Number.isInteger(replicas)) {
    return {
      refused: `${spec.count} chips are no whole number of replicas of ${describeRanks(ranks)}.`,
      fix: `Make count a multiple of ${perReplica}.`,
    };
  }
  const small = networkRefusal(spec.network, spec.count);
  if (small !== null) return small;
  const unfit = divisionRefusal(model, ranks);
  if (unfit !== null) return unfit;
  const batchPerReplica = Math.ceil(spec.batch / replicas);
  const stages = footprintsOf(spec, model, ranks, batchPerReplica, tokensPerSequence, inputTokens);
  const footprint = fullest(stages);
  const capacity = spec.chip.memory.capacityBytes.value;
  if (footprint.totalBytes > capacity) {
    return {
      refused: `${model.name} does not fit on ${spec.chip.name}: a chip needs ${formatFootprint(footprint, capacity)}.`,
      fix: 'Use more chips (tp, pp, ep), a narrower number format of weights or KV cache, or a smaller batch; a study may say count: fit.',
    };
  }
  return {
    count: spec.count,
    ...ranks,
    replicas,
    batchPerReplica,
    topology: topologyOf(spec.count),
    footprint,
    stages,
  };
}

type ReplicaRanks = Pick<Parallelism, 'tp' | 'pp' | 'ep' | 'cp'>;

function chipsOf({ tp, pp, ep, cp }: ReplicaRanks): number {
  return tp * pp * ep * cp;
}

/** `tp 4 x pp 2`, with the axes that most machines do without where they are used. */
function describeRanks({ tp, pp, ep, cp }: ReplicaRanks): string {
  const others = [ep > 1 ? ` x ep ${ep}` : '', cp > 1 ? ` x cp ${cp}` : ''];
  return `tp ${tp} x pp ${pp}${others.join('')}`;
}

function networkRefusal(network: Network | null, count: number): PlacementRefusal | null {
  if (network === null || networkSize(network) >= count) return null;
  return {
    refused: `The system has ${networkSize(network)} chips, and the placement needs ${count}.`,
    fix: 'Describe more nodes, or divide the model over fewer chips.',
  };
}

/** The placement with the fewest chips; among equals the one with more tensor parallelism, which answers sooner. */
function fitMachine(
  spec: MachineSpec,
  model: LlmArchitecture,
  tokensPerSequence: number,
  inputTokens: number,
): PlacedMachine | PlacementRefusal {
  const { ep, cp } = spec;
  const capacity = spec.chip.memory.capacityBytes.value;
  const layers = model.layers.length;
  const tensors = spec.tp === null ? [1, 2, 4, 8, 16, 32, 64] : [spec.tp];
  const pipelines = spec.pp === null ? divisors(layers) : [spec.pp];
  const most = spec.network === null ? MAX_FITTED_CHIPS : Math.min(MAX_FITTED_CHIPS, networkSize(spec.network));
  const candidates = tensors
    .flatMap((tp) => pipelines.map((pp) => ({ tp, pp, ep, cp })))
    .map((ranks) => ({ ranks, count: chipsOf(ranks) }))
    .filter(({ ranks, count }) => count <= most && divisionRefusal(model, ranks) === null)
    .filter(({ ranks }) => ranks.pp <= spec.batch)
    .sort((a, b) => a.count - b.count || b.ranks.tp - a.ranks.tp);
  const footprints = (ranks: ReplicaRanks) =>
    footprintsOf(spec, model, ranks, spec.batch, tokensPerSequence, inputTokens);
  for (const { ranks, count } of candidates) {
    const stages = footprints(ranks);
    const footprint = fullest(stages);
    if (footprint.totalBytes <= capacity) {
      return {
        count,
        ...ranks,
        replicas: 1,
        batchPerReplica: spec.batch,
        topology: topologyOf(count),
        footprint,
        stages,
      };
    }
  }
  const largest = candidates.at(-1);
  if (largest === undefined) {
    return { refused: `No tp and pp sizes divide ${model.name}.`, fix: 'Give tp and pp by hand.' };
  }
  const footprint = fullest(footprints(largest.ranks));
  return {
    refused: `${model.name} fits on no number of ${spec.chip.name} up to ${largest.count}: even then a chip needs ${formatFootprint(footprint, capacity)}.`,
    fix: 'Use a smaller batch, a shorter context or a narrower dtype.',
  };
}

function footprintsOf(
  spec: MachineSpec,
  model: LlmArchitecture,
  { tp, pp, ep, cp }: ReplicaRanks,
  batch: number,
  tokensPerSequence: number,
  inputTokens: number,
): MemoryFootprint[] {
  const microbatch = microbatchSize(batch, spec.microbatches ?? pp, ep);
  return stageFootprints(
    model,
    {
      dtypes: uniformDtypes(spec.dtype, spec.kvDtype),
      batch,
      contextTokens: tokensPerSequence,
      // A prompt is read one sequence of a microbatch at a time where memory is short.
      stepTokens: Math.max(microbatch, Math.min(inputTokens, PREFILL_CHUNK_TOKENS)),
      tp: tp,
      ep: ep,
      cp: cp,
      reserveBytes: spec.chip.memory.kind === 'sram' ? 0 : spec.chip.memory.capacityBytes.value * RESERVE_SHARE,
    },
    pp,
  );
}

function fullest(stages: readonly MemoryFootprint[]): MemoryFootprint {
  return stages.reduce((most, one) => (one.totalBytes > most.totalBytes ? one : most));
}

/** Prompts are read in chunks of at most so many tokens (vLLM's max_num_batched_tokens default), which bounds activations. */
const PREFILL_CHUNK_TOKENS = 2048;

function divisionRefusal(model: LlmArchitecture, { tp, pp, ep }: ReplicaRanks): PlacementRefusal | null {
  for (const { mixer, feedForward } of model.layers) {
    if (mixer?.kind === 'gqa' && mixer.heads % tp !== 0) {
      return {
        refused: `${mixer.heads} heads do not divide over tp ${tp}.`,
        fix: 'Choose tp as a divisor of the heads.',
      };
    }
    if (feedForward?.kind === 'moe' && feedForward.experts % ep !== 0) {
      return {
        refused: `${feedForward.experts} experts do not divide over ep ${ep}.`,
        fix: 'Choose expert as a divisor of the experts.',
      };
    }
  }
  if (ep > 1 && model.layers.every(({ feedForward }) => feedForward?.kind !== 'moe'))
    return { refused: `${model.name} has no experts to divide.`, fix: 'Use tensor, pipeline or data parallelism.' };
  if (pp > model.layers.length) {
    return {
      refused: `${model.layers.length} layers do not make ${pp} pipeline stages.`,
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
