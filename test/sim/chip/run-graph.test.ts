import { describe, expect, it } from '@jest/globals';
import type { CostModel } from '../../../src/kernels/roofline/cost-model.js';
import { DEFAULT_RUN_OPTIONS, runGraph } from '../../../src/sim/chip/run-graph.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';
import { gemm, graphOf, run, SYSTEM } from './written-costs.js';

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
