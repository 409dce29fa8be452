import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtinCatalog, resolveChip } from '../../src/chips/index.js';
import { isRefusal, mapOperator } from '../../src/kernels/index.js';
import { createTileCostModel } from '../../src/sim/tile/tile-cost-model.js';
import { operatorCost } from '../../src/workloads/index.js';
import type { Operator } from '../../src/workloads/operators/operator.js';
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

const size = fc.integer({ min: 0, max: 12 }).chain((lg) => fc.integer({ min: 2 ** lg, max: 2 ** (lg + 1) - 1 }));
const tiledOperator: fc.Arbitrary<Operator> = fc.oneof(
  fc.tuple(size, size, size).map(([m, n, k]): Operator => ({ kind: 'gemm', m, n, k, dtype: 'bf16' })),
  fc.tuple(size, size).map(([m, n]): Operator => ({ kind: 'norm', op: 'rmsnorm', m, n, dtype: 'bf16' })),
  fc.tuple(fc.integer({ min: 1, max: 16 }), size).map(
    ([batch, kvLen]): Operator => ({
      kind: 'attention_decode',
      batch,
      kvLen,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      window: 0,
      dtype: 'bf16',
      kvDtype: 'bf16',
    }),
  ),
  fc.tuple(size, size).map(
    ([tokens, inter]): Operator => ({
      kind: 'moe',
      tokens,
      hidden: 512,
      inter,
      experts: 8,
      topk: 2,
      tp: 1,
      ep: 1,
      gated: true,
      distribution: 'balanced',
      dtype: 'bf16',
    }),
  ),
);

describe('I4 conservation in tile events', () => {
  const catalog = builtinCatalog();
  const ids = ['a100-sxm-80gb', 'h100-sxm', 'tpu-v3', 'hypo-5nm-sram', 'u280', 'cerebras-wse-3'];

  it('counts every operation, tile and byte of the mapping exactly, however coarse the blocks', () => {
    fc.assert(
      fc.property(tiledOperator, fc.constantFrom(...ids), fc.integer({ min: 1, max: 3000 }), (op, id, blockBudget) => {
        const chip = resolveChip(catalog, id);
        const model = createTileCostModel({ blockBudget, tieBreak: 'fifo' });
        const report = model.report(op, chip, { weightCopies: 6 });
        if (report === null || isRefusal(report)) throw new Error('not run');
        const counted = new Map(report.conservation.map((row) => [row.quantity, row.counted]));
        expect(report.conservation.every((row) => row.planned === row.counted)).toBe(true);
        expect(counted.get('operations')).toBe(Math.round(operatorCost(op).flops));
        if (op.kind === 'moe') return;
        const { trafficBytes } = mapOperator(op, chip, 6);
        expect(counted.get('main-memory bytes')).toBe(Math.round(trafficBytes.dram));
        expect(counted.get('cache bytes')).toBe(Math.round(trafficBytes.cache));
      }),
      { numRuns: 120 },
    );
  });
});
