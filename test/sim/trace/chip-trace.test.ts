import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { chipTrace, timeOf } from '../../../src/sim/trace/chip-trace.js';
import { type TraceEvent, traceJson } from '../../../src/sim/trace/trace-event.js';
import type { Operator } from '../../../src/workloads/operator.js';
import { gemm, graphOf, run } from '../chip/written-costs.js';

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

type Slice = Extract<TraceEvent, { ph: 'X' }>;

/** The rules of the format that Perfetto warns about when they are broken. */
function checkRules(events: readonly TraceEvent[]): void {
  for (let i = 1; i < events.length; i++) expect(timeOf(events[i]!)).toBeGreaterThanOrEqual(timeOf(events[i - 1]!));
  const slices = events.filter((event): event is Slice => event.ph === 'X');
  const freeAt = new Map<number, number>();
  for (const { tid, ts, dur } of slices) {
    expect(dur).toBeGreaterThanOrEqual(0);
    expect(ts).toBeGreaterThanOrEqual((freeAt.get(tid) ?? 0) - 1e-9);
    freeAt.set(tid, ts + dur);
  }
  const open = new Map<number, number>();
  for (const event of events) {
    if (event.ph === 's') open.set(event.id, event.ts);
    if (event.ph !== 's' && event.ph !== 'f') continue;
    const enclosing = slices.filter(({ tid, ts, dur }) => tid === event.tid && ts <= event.ts && event.ts <= ts + dur);
    expect(enclosing.length).toBeGreaterThan(0);
    if (event.ph === 'f') expect(open.get(event.id)).toBeLessThanOrEqual(event.ts);
  }
}

describe('the trace of a chip run', () => {
  it('keeps the rules of the format for any graph, one stream or many', () => {
    fc.assert(
      fc.property(graphs, fc.boolean(), (graph, concurrentKernels) => {
        const result = run(graph, { concurrentKernels });
        const events = [...chipTrace(graph, result, { pid: 1, name: 'chip' })];
        checkRules(events);
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
