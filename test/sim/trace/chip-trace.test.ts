import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chipTrace } from '../../../src/sim/trace/chip-trace.js';
import { traceJson } from '../../../src/sim/trace/trace-event.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';
import { gemm, graphOf, run } from '../chip/written-costs.js';
import { traceFaults } from './trace-rules.js';

const reduce: Operator = { kind: 'all_reduce', ranks: 2, bytes: 3, dtype: 'bf16' };

const graphs = fc
  .array(
    fc.record({ microseconds: fc.integer({ min: 1, max: 9 }), kind: fc.integer({ min: 0, max: 2 }), dep: fc.nat() }),
    {
      minLength: 1,
      maxLength: 25,
    },
  )
  .map((nodes) =>
    graphOf(
      nodes.map(({ microseconds, kind, dep }, id) => [
        kind === 0 ? reduce : gemm(microseconds, kind === 1 ? 'memory' : 'compute'),
        id === 0 ? [] : [dep % id],
      ]),
    ),
  );

describe('the trace of a chip run', () => {
  it('keeps the rules of the format for any graph, one stream or many', () => {
    fc.assert(
      fc.property(graphs, fc.boolean(), (graph, concurrentKernels) => {
        const result = run(graph, { concurrentKernels });
        const events = [...chipTrace(graph, result, { pid: 1, name: 'chip' })];
        expect(traceFaults([...traceJson(events, {})].join(''))).toEqual([]);
        expect(events.filter(({ ph }) => ph === 'X').length).toBe(graph.nodes.length);
      }),
    );
  });

  it('ends with all counters at zero', () => {
    const graph = graphOf([
      [gemm(3, 'memory'), []],
      [reduce, [0]],
      [gemm(3, 'memory'), [1]],
    ]);
    const events = [...chipTrace(graph, run(graph), { pid: 1, name: 'chip' })];
    const last = events.filter((event) => event.ph === 'C').slice(-2);
    expect(last.flatMap((event) => Object.values(event.args))).toEqual([0, 0, 0]);
  });

  it('counts the operators that wait for a busy chip', () => {
    const graph = graphOf([
      [gemm(2, 'memory'), []],
      [gemm(3, 'memory'), []],
      [gemm(4, 'memory'), []],
    ]);
    const events = [...chipTrace(graph, run(graph), { pid: 1, name: 'chip' })];
    const depth = events.filter((event) => event.ph === 'C' && event.name === 'queue depth');
    expect(depth.map((event) => event.ph === 'C' && [event.ts, event.args.operators])).toEqual([
      [0, 2],
      [2, 1],
      [5, 0],
    ]);
  });

  it('keeps only what touches the window', () => {
    const graph = graphOf([
      [gemm(10, 'memory'), []],
      [gemm(10, 'memory'), [0]],
      [gemm(10, 'memory'), [1]],
    ]);
    const window = { fromSec: 12e-6, toSec: 18e-6 };
    const names = [...chipTrace(graph, run(graph), { pid: 1, name: 'chip' }, window)].filter(({ ph }) => ph === 'X');
    expect(names.map(({ name }) => name)).toEqual(['n1']);
  });

  it('is one JSON document when its pieces are joined', () => {
    const graph = graphOf([[gemm(1, 'compute'), []]]);
    const text = [...traceJson(chipTrace(graph, run(graph), { pid: 1, name: 'chip "1"' }), { model: 'm' })].join('');
    expect(JSON.parse(text)).toMatchObject({ displayTimeUnit: 'ns', otherData: { model: 'm' } });
  });
});
