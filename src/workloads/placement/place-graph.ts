import type { Graph, GraphNode } from '../graphs/graph.js';
import { contextParallel } from './context-parallel.js';
import type { ContextExchange } from './context-prefill.js';
import { expertParallel } from './expert-parallel.js';
import { pipelineParallel } from './pipeline-parallel.js';
import { tensorParallel } from './tensor-parallel.js';

/** Ranks along each axis. Their product is the chips of a machine: tensor ranks are neighbours, replicas farthest apart. */
export interface Parallelism {
  readonly tp: number;
  readonly cp: number;
  readonly ep: number;
  readonly pp: number;
  /** Replicas, each with its share of the batch. */
  readonly dp: number;
}

export const ONE_RANK: Parallelism = { tp: 1, cp: 1, ep: 1, pp: 1, dp: 1 };

export type ParallelAxis = keyof Parallelism;

/** Chips of one pipeline stage. */
export function stageRanks({ tp, cp, ep }: Parallelism): number {
  return tp * cp * ep;
}

/**
 * The graphs that one rank of each pipeline stage runs, of the batch of one replica: divided by tensor, context and expert
 * parallelism in turn, with the collectives of each inserted, and cut into stages. Throws a UserError that lists what does
 * not divide.
 *
 * @example
 * const model = resolveModel('qwen3-30b-a3b', builtinModels());
 * const graph = decodeGraph(model, { batch: 8, contextTokens: 1024, dtype: 'bf16', kvDtype: null });
 * placeGraph(graph, { ...ONE_RANK, tp: 2, ep: 4, pp: 2 }, 'ring').length // 2
 */
export function placeGraph(graph: Graph, ranks: Parallelism, exchange: ContextExchange): Graph[] {
  return pipelineParallel(placeStage(graph, ranks, exchange), ranks.pp);
}

/** As `placeGraph`, before the pipeline is cut. */
export function placeStage(graph: Graph, ranks: Parallelism, exchange: ContextExchange): Graph {
  const divided = tensorParallel(graph, ranks.tp);
  return expertParallel(contextParallel(divided, ranks.cp, exchange), ranks.ep);
}

/** The axis along which a collective that a placement inserted talks; null for other nodes. */
export function collectiveAxis({ group, op }: GraphNode): ParallelAxis | null {
  if (!('ranks' in op)) return null;
  if (group === 'receive') return 'pp';
  if (group.startsWith('context_')) return 'cp';
  if (group.startsWith('expert_')) return 'ep';
  return 'tp';
}

/** Chips between neighbouring ranks of an axis, in the order of `Parallelism`. */
export function axisStride(axis: ParallelAxis, { tp, cp, ep, pp }: Parallelism): number {
  switch (axis) {
    case 'tp':
      return 1;
    case 'cp':
      return tp;
    case 'ep':
      return tp * cp;
    case 'pp':
      return tp * cp * ep;
    case 'dp':
      return tp * cp * ep * pp;
  }
}
