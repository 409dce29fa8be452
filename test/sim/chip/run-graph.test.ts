import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { System } from '../../../src/chips/system.js';
import type { CostModel, KernelCost } from '../../../src/kernels/cost-model.js';
import { isRefusal } from '../../../src/kernels/cost-model.js';
import { type ChipRun, DEFAULT_RUN_OPTIONS, type RunGraphOptions, runGraph } from '../../../src/sim/chip/run-graph.js';
import type { Graph, GraphNode } from '../../../src/workloads/graph.js';
import type { Operator } from '../../../src/workloads/operator.js';

/** Costs are written into the operators themselves: m microseconds, bound by memory when n is 1. */
const WRITTEN_COSTS: CostModel = {
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
  };
}

const SYSTEM = { count: 2 } as unknown as System;
const gemm = (microseconds: number, bound: 'memory' | 'compute'): Operator => ({
  kind: 'gemm',
  m: microseconds,
  n: bound === 'memory' ? 1 : 2,
  k: 1,
  dtype: 'bf16',
});

function graphOf(parts: readonly (readonly [Operator, readonly number[]])[]): Graph {
  const nodes: GraphNode[] = parts.map(([op, deps], id) => ({ id, name: `n${id}`, group: op.kind, op, deps }));
  return { name: 'test', nodes };
}

function run(graph: Graph, options: Partial<RunGraphOptions> = {}): ChipRun {
  const result = runGraph(graph, SYSTEM, WRITTEN_COSTS, { ...DEFAULT_RUN_OPTIONS, ...options });
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}

describe('runGraph', () => {
  it('runs kernels of one stream one after another even without dependencies', () => {
    const graph = graphOf([
      [gemm(5, 'compute'), []],
      [gemm(7, 'memory'), []],
    ]);
    expect(run(graph).seconds.value).toBeCloseTo(12e-6, 15);
  });

  it('overlaps kernels bound by different resources when concurrent kernels are allowed', () => {
    const graph = graphOf([
      [gemm(5, 'compute'), []],
      [gemm(7, 'memory'), []],
    ]);
    expect(run(graph, { concurrentKernels: true }).seconds.value).toBeCloseTo(7e-6, 15);
  });

  it('hides a collective behind a kernel that does not depend on it, and not behind one that does', () => {
    const reduce: Operator = { kind: 'all_reduce', ranks: 2, bytes: 4, dtype: 'bf16' };
    const free = graphOf([
      [gemm(5, 'compute'), []],
      [reduce, [0]],
      [gemm(9, 'compute'), [0]],
    ]);
    const bound = graphOf([
      [gemm(5, 'compute'), []],
      [reduce, [0]],
      [gemm(9, 'compute'), [1]],
    ]);
    expect(run(free).seconds.value).toBeCloseTo(14e-6, 15);
    expect(run(bound).seconds.value).toBeCloseTo(18e-6, 15);
  });

  it('adds half-widths within a family and in quadrature across families', () => {
    const reduce: Operator = { kind: 'all_reduce', ranks: 2, bytes: 10, dtype: 'bf16' };
    const { seconds } = run(
      graphOf([
        [gemm(10, 'compute'), []],
        [gemm(10, 'compute'), [0]],
        [reduce, [1]],
      ]),
    );
    expect(seconds.low).toBeCloseTo(30e-6 - Math.sqrt(2 * 2 + 1) * 1e-6, 12);
    expect(seconds.high).toBeCloseTo(30e-6 + Math.sqrt(4 * 4 + 2 * 2) * 1e-6, 12);
  });

  it('passes a refusal on with the name of the node', () => {
    const refusing: CostModel = { name: 'refusing', estimate: () => ({ refused: 'no such datapath.' }) };
    const result = runGraph(graphOf([[gemm(1, 'compute'), []]]), SYSTEM, refusing, DEFAULT_RUN_OPTIONS);
    expect(result).toEqual({ refused: 'test, n0: no such datapath.' });
  });

  it('tells a cycle from a finished run', () => {
    const cyclic = graphOf([
      [gemm(1, 'compute'), [1]],
      [gemm(1, 'compute'), [0]],
    ]);
    expect(() => run(cyclic)).toThrow(/2 operators never ran/);
  });
});

const randomGraph = fc
  .array(fc.record({ microseconds: fc.integer({ min: 1, max: 50 }), memory: fc.boolean(), deps: fc.array(fc.nat()) }), {
    minLength: 1,
    maxLength: 40,
  })
  .map((nodes) =>
    graphOf(
      nodes.map(({ microseconds, memory, deps }, id) => [
        gemm(microseconds, memory ? 'memory' : 'compute'),
        id === 0 ? [] : [...new Set(deps.map((dep) => dep % id))].sort((a, b) => a - b),
      ]),
    ),
  );

describe('I4 conservation in a chip run', () => {
  it('every operator, FLOP, byte and joule that goes in comes out, and no dependency is violated', () => {
    fc.assert(
      fc.property(randomGraph, fc.boolean(), (graph, concurrentKernels) => {
        const result = run(graph, { concurrentKernels });
        expect(result.operators).toBe(graph.nodes.length);
        expect(result.flops).toBe(10 * 2 * graph.nodes.length);
        expect(result.bytes).toBe(4 * 2 * graph.nodes.length);
        expect(result.joules.value).toBeCloseTo(2 * graph.nodes.length, 9);
        for (const node of graph.nodes) {
          for (const dep of node.deps) {
            expect(result.startTicks[node.id]).toBeGreaterThanOrEqual(result.endTicks[dep] ?? Number.NaN);
          }
        }
      }),
    );
  });

  it('the makespan does not depend on the order of simultaneous events', () => {
    fc.assert(
      fc.property(randomGraph, fc.integer({ min: 0, max: 1000 }), (graph, seed) => {
        const fifo = run(graph, { concurrentKernels: true });
        const shuffled = run(graph, { concurrentKernels: true, tieBreak: `shuffle:${seed}` });
        expect(shuffled.seconds.value).toBe(fifo.seconds.value);
      }),
    );
  });
});
