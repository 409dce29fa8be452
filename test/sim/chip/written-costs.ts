import type { System } from '../../../src/chips/index.js';
import type { CostModel, KernelCost } from '../../../src/kernels/roofline/cost-model.js';
import { isRefusal } from '../../../src/kernels/roofline/cost-model.js';
import { type ChipRun, DEFAULT_RUN_OPTIONS, type RunGraphOptions, runGraph } from '../../../src/sim/chip/run-graph.js';
import type { Graph, GraphNode } from '../../../src/workloads/index.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';

/** Costs are written into the operators themselves: m microseconds, bound by memory when n is 1. */
export const WRITTEN_COSTS: CostModel = {
  name: 'written',
  estimate(op: Operator): KernelCost {
    if (op.kind === 'all_reduce') return cost(op.bytes, 'link', 'collective');
    if (op.kind !== 'gemm') throw new Error('only gemm and all_reduce here');
    return cost(op.m, op.n === 1 ? 'memory' : 'compute', 'gemm');
  },
};

function cost(microseconds: number, bound: KernelCost['bound'], family: string): KernelCost {
  const seconds = microseconds * 1e-6;
  return {
    seconds: { value: seconds, low: seconds * 0.9, high: seconds * 1.2, provenance: 'analytic' },
    joules: { value: 1, low: 0.5, high: 2, provenance: 'analytic' },
    bound,
    flops: 10,
    bytes: 4,
    family,
    parts: [],
  };
}

export const SYSTEM = { count: 2 } as unknown as System;
export const gemm = (microseconds: number, bound: 'memory' | 'compute'): Operator => ({
  kind: 'gemm',
  m: microseconds,
  n: bound === 'memory' ? 1 : 2,
  k: 1,
  dtype: 'bf16',
});

export function graphOf(parts: readonly (readonly [Operator, readonly number[]])[]): Graph {
  const nodes: GraphNode[] = parts.map(([op, deps], id) => ({ id, name: `n${id}`, group: op.kind, op, deps }));
  return { name: 'test', nodes };
}

export function run(graph: Graph, options: Partial<RunGraphOptions> = {}): ChipRun {
  const result = runGraph(graph, SYSTEM, WRITTEN_COSTS, { ...DEFAULT_RUN_OPTIONS, ...options });
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}
