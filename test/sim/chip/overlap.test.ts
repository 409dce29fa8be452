import { describe, expect, it } from '@jest/globals';
import { NO_OVERLAP, overlapScale } from '../../../src/sim/chip/overlap.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';
import { gemm, graphOf, run } from './written-costs.js';

const reduce = (microseconds: number): Operator => ({
  kind: 'all_reduce',
  ranks: 2,
  bytes: microseconds,
  dtype: 'bf16',
});
const graph = graphOf([
  [gemm(20, 'compute'), []],
  [reduce(10), [0]],
  [gemm(5, 'memory'), [1]],
]);

describe('overlap of collectives', () => {
  it('hides its share of each collective of that kind, and says how the time divides', () => {
    expect(run(graph).seconds.value).toBeCloseTo(35e-6, 12);
    const half = run(graph, { overlap: { ...NO_OVERLAP, all_reduce: 0.5 } });
    expect(half.seconds.value).toBeCloseTo(30e-6, 12);
    expect(half.computeSec).toBeCloseTo(25e-6, 12);
    expect(half.collectiveSec).toBeCloseTo(10e-6, 12);
    expect(run(graph, { overlap: { ...NO_OVERLAP, alltoall: 1 } }).seconds.value).toBeCloseTo(35e-6, 12);
  });

  it('hides no more than there is other work to hide behind', () => {
    const long = graphOf([
      [gemm(4, 'compute'), []],
      [reduce(10), [0]],
    ]);
    expect(run(long, { overlap: { ...NO_OVERLAP, all_reduce: 1 } }).seconds.value).toBeCloseTo(10e-6, 12);
    expect(overlapScale(10, 4)).toBe(0.4);
    expect(overlapScale(3, 4)).toBe(1);
  });
});
