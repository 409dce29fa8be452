import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  axisStride,
  builtinModels,
  collectiveAxis,
  decodeGraph,
  ONE_RANK,
  type Parallelism,
  placeGraph,
  resolveModel,
  stageRanks,
} from '../../../src/workloads/index.js';
import { sumGraph } from './sum-graph.js';

const catalog = builtinModels();
const one = fc.constantFrom(1, 2, 4);
const placements: fc.Arbitrary<Parallelism> = fc.record({
  tp: one,
  cp: one,
  ep: one,
  pp: fc.constantFrom(1, 2, 3, 7),
  dp: fc.constant(1),
});
const graph = decodeGraph(resolveModel('qwen3-30b-a3b', catalog), {
  batch: 16,
  contextTokens: 512,
  dtype: 'bf16',
  kvDtype: null,
});
const products = /^(qkv|mixer_out|moe|attention|lm_head)$/;

describe('placeGraph', () => {
  it('combines all axes without losing arithmetic or cache (I4)', () => {
    fc.assert(
      fc.property(placements, (ranks) => {
        const stages = placeGraph(graph, ranks, 'ring');
        const total = (part: 'flops' | 'kvBytes', of: typeof stages) =>
          of.reduce((sum, stage) => sum + sumGraph(stage, part, ({ group }) => products.test(group)), 0);
        expect(stages).toHaveLength(ranks.pp);
        for (const part of ['flops', 'kvBytes'] as const)
          expect((total(part, stages) * stageRanks(ranks)) / total(part, [graph])).toBeCloseTo(1, 6);
      }),
      { numRuns: 25 },
    );
  });

  it('marks every collective with the axis that it talks along', () => {
    const [, second] = placeGraph(graph, { tp: 2, cp: 2, ep: 2, pp: 2, dp: 1 }, 'ring');
    const axes = new Set(second!.nodes.map(collectiveAxis));
    expect(axes).toEqual(new Set([null, 'tp', 'cp', 'ep', 'pp']));
  });

  it('lays tensor ranks side by side and replicas farthest apart', () => {
    const ranks = { tp: 2, cp: 3, ep: 5, pp: 7, dp: 11 };
    const strides = (['tp', 'cp', 'ep', 'pp', 'dp'] as const).map((axis) => axisStride(axis, ranks));
    expect(strides).toEqual([1, 2, 6, 30, 210]);
  });

  it('gives one rank the graph as one stage', () => {
    expect(placeGraph(graph, ONE_RANK, 'ring')).toEqual([graph]);
  });
});
