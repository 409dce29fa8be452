import type { Graph, GraphNode } from '../graphs/graph.js';
import { contextParallel } from './context-parallel.js';
import type { ContextExchange } from './context-prefill.js';
import { expertParallel } from './expert-parallel.js';
import { pipelineParallel } from './pipeline-parallel.js';
import { tensorParallel } from './tensor-parallel.js';

/** Ranks along each axis. Their product is the chips of a machine: tensor ranks are neighbours, replicas farthest apart. */
export interface Parallelism {
  readonly tensor: number;
  readonly context: number;
  readonly expert: number;
  readonly pipeline: number;
  /** Replicas, each with its share of the batch. */
  readonly data: number;
}

export const ONE_RANK: Parallelism = { tensor: 1, context: 1, expert: 1, pipeline: 1, data: 1 };

export type ParallelAxis = keyof Parallelism;

/** Chips of one pipeline stage. */
export function stageRanks({ tensor, context, expert }: Parallelism): number {
  return tensor * context * expert;
}

/**
 * The graphs that one rank of each pipeline stage runs, of the batch of one replica: divided by tensor, context and expert
 * parallelism in turn, with the collectives of each inserted, and cut into stages. Throws a UserError that lists what does
 * not divide.
 *
 * @example
 * const model = resolveModel('qwen3-30b-a3b', builtinModels());
 * const graph = decodeGraph(model, { batch: 8, contextTokens: 1024, dtype: 'bf16', kvDtype: null });
 * placeGraph(graph, { ...ONE_RANK, tensor: 2, expert: 4, pipeline: 2 }, 'ring').length // 2
 */
export function placeGraph(graph: Graph, ranks: Parallelism, exchange: ContextExchange): Graph[] {
  return pipelineParallel(placeStage(graph, ranks, exchange), ranks.pipeline);
}

/** As `placeGraph`, before the pipeline is cut. */
export function placeStage(graph: Graph, ranks: Parallelism, exchange: ContextExchange): Graph {
  const tensor = tensorParallel(graph, ranks.tensor);
  return expertParallel(contextParallel(tensor, ranks.context, exchange), ranks.expert);
}

/** The axis along which a collective that a placement inserted talks; null for other nodes. */
export function collectiveAxis({ group, op }: GraphNode): ParallelAxis | null {
  if (!('ranks' in op)) return null;
  if (group === 'receive') return 'pipeline';
  if (group.startsWith('context_')) return 'context';
  if (group.startsWith('expert_')) return 'expert';
  return 'tensor';
}

/** Chips between neighbouring ranks of an axis, in the order of `Parallelism`. */
export function axisStride(axis: ParallelAxis, { tensor, context, expert, pipeline }: Parallelism): number {
  switch (axis) {
    case 'tensor':
      return 1;
    case 'context':
      return tensor;
    case 'expert':
      return tensor * context;
    case 'pipeline':
      return tensor * context * expert;
    case 'data':
      return tensor * context * expert * pipeline;
  }
}
