import { levelSize, type Network, type NetworkedSystem } from '../../../chips/network/network.js';
import type { System } from '../../../chips/network/system.js';
import { bandAbout } from '../../../foundation/quantity/band-arithmetic.js';
import type { Estimate } from '../../../foundation/quantity/estimate.js';
import { addEstimates, scaleEstimate, shiftEstimate } from '../../../foundation/quantity/estimate-arithmetic.js';
import { type CostModel, isRefusal, type KernelRefusal } from '../../../kernels/roofline/cost-model.js';
import type { Graph, GraphNode } from '../../../workloads/graphs/graph.js';
import type { ContextExchange } from '../../../workloads/placement/context-prefill.js';
import { pipelineParallel } from '../../../workloads/placement/pipeline-parallel.js';
import { axisStride, collectiveAxis, type Parallelism, placeStage } from '../../../workloads/placement/place-graph.js';
import { NO_OVERLAP, type OverlapShares } from '../../chip/overlap.js';
import { type ChipRun, DEFAULT_RUN_OPTIONS, type RunGraphOptions, runGraph } from '../../chip/run-graph.js';
import { singleRoundSeconds, steadyRoundSeconds } from '../../chip/run-pipeline.js';
import { type PassCollective, passCollectives, type StageRun } from './pass-collectives.js';

/** Where a model runs: one replica of `ranks.pipeline` stages. */
export interface InferencePlace extends PassWay {
  /** Chips of one stage, which share each layer. */
  readonly system: System;
  readonly ranks: Parallelism;
  /** Null where the chip has no links, so that any collective is refused. */
  readonly network: Network | null;
  /** Parts that the batch is dealt out to; null is one a stage. */
  readonly microbatches: number | null;
  readonly model: CostModel;
}

/** How the collectives of a pass run. */
export interface PassWay {
  readonly overlap: OverlapShares;
  readonly exchange: ContextExchange;
}

/** Nothing hides, and keys go round a ring. */
export const PLAIN_WAY: PassWay = { overlap: NO_OVERLAP, exchange: 'ring' };

/** Where the seconds of one pass go, as a mean over the stages; the parts add up to the pass. */
export interface PassTime {
  readonly computeSec: number;
  /** Collectives that nothing hides. */
  readonly collectiveSec: number;
  /** Stages that wait for other stages. */
  readonly bubbleSec: number;
  /** Collectives behind other work, which cost no time. */
  readonly hiddenCollectiveSec: number;
}

/** One pass of every microbatch through every stage: a prefill, or one decode step. */
export interface InferencePass {
  readonly seconds: Estimate;
  /** All chips, the idle time of stages included. */
  readonly joules: Estimate;
  readonly time: PassTime;
  readonly microbatches: number;
  /** Seconds of one microbatch in each pipeline stage. */
  readonly stageSeconds: readonly number[];
  readonly collectives: readonly PassCollective[];
  readonly flops: number;
  readonly bytes: number;
  /** Kernel seconds by group, of one microbatch through all stages. */
  readonly groups: ReadonlyMap<string, number>;
  /** Joules by part of the chips, idle stages apart; empty where the cost model knows only the board. */
  readonly parts: ReadonlyMap<string, number>;
  /** What the rewrite counts as work, of all chips together, and how much of it is useful. */
  readonly workUnits: number;
  readonly usefulUnits: number;
  readonly fingerprint: string;
}

/** What one rank runs, and the work units that a protocol counts in it. */
export interface RankGraph {
  readonly graph: Graph;
  readonly workUnits: number;
  /** Share of the graph's operations that someone would pay for without the reward. */
  readonly usefulShare: number;
}

/** Changes what each rank runs after the model was divided over ranks, such as mining its products. */
export type RankRewrite = (graph: Graph) => RankGraph;

export const NO_REWRITE: RankRewrite = (graph) => ({ graph, workUnits: 0, usefulShare: 1 });

/** `once`: the pass fills the pipeline and drains it. `steady`: passes follow each other, and the next waits for this one. */
export type PassRhythm = 'once' | 'steady';

/** Sequences of one microbatch: the batch dealt out to at most `microbatches`, in multiples that the expert ranks share. */
export function microbatchSize(batch: number, microbatches: number, expertRanks = 1): number {
  return Math.ceil(batch / microbatches / expertRanks) * expertRanks;
}

/** Simulates one pass of a batch. `graphOf` builds the graph of one microbatch of so many sequences. */
export function inferencePass(
  place: InferencePlace,
  batch: number,
  graphOf: (sequences: number) => Graph,
  rewrite: RankRewrite,
  rhythm: PassRhythm,
): InferencePass | KernelRefusal {
  const { system, ranks } = place;
  const sequences = microbatchSize(batch, place.microbatches ?? ranks.pp, ranks.ep);
  const beats = Math.ceil(batch / sequences);
  // The last microbatch may be smaller: it takes as long, but does less.
  const microbatches = batch / sequences;
  const rank = rewrite(placeStage(graphOf(sequences), ranks, place.exchange));
  const stages: StageRun[] = [];
  for (const [stage, graph] of pipelineParallel(rank.graph, ranks.pp).entries()) {
    const options = stageOptions(place, stage);
    const run = runGraph(graph, system, place.model, options);
    if (isRefusal(run)) return run;
    stages.push({ graph, run, linkSystem: options.linkSystem });
  }
  const runs = stages.map(({ run }) => run);
  const seconds = passSeconds(runs, beats, rhythm);
  let busyJoules: Estimate = { value: 0, low: 0, high: 0, provenance: seconds.provenance };
  let idleJoules = 0;
  let flops = 0;
  let bytes = 0;
  const groups = new Map<string, number>();
  const parts = new Map<string, number>();
  for (const run of runs) {
    busyJoules = addEstimates(busyJoules, scaleEstimate(run.joules, microbatches));
    const idleSeconds = Math.max(0, seconds.value - microbatches * run.seconds.value);
    idleJoules += idleSeconds * system.chip.idleW.value * system.count;
    flops += run.flops * microbatches;
    bytes += run.bytes * microbatches;
    for (const [part, joules] of run.parts) parts.set(part, (parts.get(part) ?? 0) + joules * microbatches);
    for (const [group, time] of run.groups) groups.set(group, (groups.get(group) ?? 0) + time);
  }
  return {
    seconds,
    joules: shiftEstimate(busyJoules, idleJoules),
    time: passTime(runs, beats, seconds.value),
    microbatches: beats,
    stageSeconds: runs.map((run) => run.seconds.value),
    collectives: passCollectives(stages),
    flops,
    bytes,
    groups,
    parts,
    workUnits: rank.workUnits * system.count * microbatches,
    usefulUnits: rank.workUnits * rank.usefulShare * system.count * microbatches,
    fingerprint: runs.map((run) => run.fingerprint).join(''),
  };
}

/** The interval is that of the slowest stage. */
function passSeconds(runs: readonly ChipRun[], beats: number, rhythm: PassRhythm): Estimate {
  const slowest = runs.reduce((worst, run) => (run.seconds.value > worst.seconds.value ? run : worst));
  if (runs.length === 1 && beats === 1) return slowest.seconds;
  const stages = runs.map((run) => run.seconds.value);
  const value = rhythm === 'once' ? singleRoundSeconds(stages, beats) : steadyRoundSeconds(stages, beats);
  return { ...bandAbout(value, slowest.seconds), provenance: slowest.seconds.provenance };
}

function passTime(runs: readonly ChipRun[], beats: number, seconds: number): PassTime {
  const mean = (pick: (run: ChipRun) => number) =>
    (beats * runs.reduce((sum, run) => sum + pick(run), 0)) / runs.length;
  const computeSec = mean((run) => run.computeSec);
  const collectiveSec = mean((run) => exposedSec(run));
  return {
    computeSec,
    collectiveSec,
    bubbleSec: seconds - computeSec - collectiveSec,
    hiddenCollectiveSec: mean((run) => run.collectiveSec) - collectiveSec,
  };
}

/** What a stage takes beyond its kernels; ticks round each of them to a picosecond. */
function exposedSec({ seconds, computeSec, operators }: ChipRun): number {
  const beyond = seconds.value - computeSec;
  return beyond > operators * 1e-12 ? beyond : 0;
}

/** One object a distance for all passes of a place, so that a cost model that remembers by system knows it again. */
const LINKED = new WeakMap<InferencePlace, Map<number, NetworkedSystem>>();

/** Collectives of each axis see the network at the distance of its ranks. */
export function stageOptions(place: InferencePlace, stage: number): RunGraphOptions {
  const { system, ranks, network, overlap } = place;
  if (network === null) return { ...DEFAULT_RUN_OPTIONS, overlap };
  const nodeChips = levelSize(network.node);
  const byStride = LINKED.get(place) ?? new Map<number, NetworkedSystem>();
  LINKED.set(place, byStride);
  const linkSystem = (node: GraphNode): System => {
    const axis = collectiveAxis(node);
    if (axis === null) return system;
    let stride = axisStride(axis, ranks);
    // A stage receives across nodes where the one before it lies in another.
    const crosses = Math.floor((stage * stride) / nodeChips) !== Math.floor(((stage - 1) * stride) / nodeChips);
    if (axis === 'pp' && crosses) stride = Math.max(stride, nodeChips);
    let linked = byStride.get(stride);
    if (linked === undefined) {
      linked = { ...system, network, stride };
      byStride.set(stride, linked);
    }
    return linked;
  };
  return { ...DEFAULT_RUN_OPTIONS, overlap, linkSystem };
}
