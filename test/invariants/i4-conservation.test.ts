import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { gemm, graphOf, run } from '../sim/chip/written-costs.js';

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
