import type { System } from '../chips/system.js';
import type { Estimate } from '../foundation/estimate.js';
import { type CostModel, isRefusal, type KernelRefusal } from '../kernels/cost-model.js';
import { type ChipRun, DEFAULT_RUN_OPTIONS, runGraph } from '../sim/chip/run-graph.js';
import { scaleEstimate } from '../sim/chip/sum-estimates.js';
import type { Graph } from '../workloads/graph.js';
import { pipelineParallel } from '../workloads/placement/pipeline-parallel.js';
import { tensorParallel } from '../workloads/placement/tensor-parallel.js';

/** Where a model runs: `pipeline` stages of `system.count` chips each. */
export interface InferencePlace {
  /** Chips of one stage, which share each layer by tensor parallelism. */
  readonly system: System;
  readonly pipeline: number;
  readonly model: CostModel;
}

/** One pass of every microbatch through every stage: a prefill, or one decode step. */
export interface InferencePass {
  readonly seconds: Estimate;
  /** All chips, the idle time of stages included. */
  readonly joules: Estimate;
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

/** Sequences of the microbatches that keep a pipeline full: the batch dealt out to at most one microbatch a stage. */
export function microbatchSize(batch: number, pipeline: number): number {
  return Math.ceil(batch / pipeline);
}

/**
 * Simulates one pass. `graphOf` builds the graph of one microbatch of so many sequences. With p stages the slowest stage
 * sets the beat, and the next token of a sequence waits for p beats.
 */
export function inferencePass(
  place: InferencePlace,
  batch: number,
  graphOf: (sequences: number) => Graph,
  rewrite: RankRewrite,
): InferencePass | KernelRefusal {
  const { system, pipeline, model } = place;
  const sequences = microbatchSize(batch, pipeline);
  const microbatches = batch / sequences;
  const rank = rewrite(tensorParallel(graphOf(sequences), system.count));
  const stages = pipelineParallel(rank.graph, pipeline);
  const runs: ChipRun[] = [];
  for (const stage of stages) {
    const run = runGraph(stage, system, model, DEFAULT_RUN_OPTIONS);
    if (isRefusal(run)) return run;
    runs.push(run);
  }
  const slowest = runs.reduce((worst, run) => (run.seconds.value > worst.seconds.value ? run : worst));
  const seconds = scaleEstimate(slowest.seconds, pipeline);
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
    joules: addConstant(busyJoules, idleJoules),
    flops,
    bytes,
    groups,
    parts,
    workUnits: rank.workUnits * system.count * microbatches,
    usefulUnits: rank.workUnits * rank.usefulShare * system.count * microbatches,
    fingerprint: runs.map((run) => run.fingerprint).join(''),
  };
}

/** A sum whose parts err together, because the same kernels make them. */
export function addEstimates(a: Estimate, b: Estimate): Estimate {
  return { value: a.value + b.value, low: a.low + b.low, high: a.high + b.high, provenance: a.provenance };
}

export function addConstant(estimate: Estimate, amount: number): Estimate {
  return {
    ...estimate,
    value: estimate.value + amount,
    low: estimate.low + amount,
    high: estimate.high + amount,
  };
}
