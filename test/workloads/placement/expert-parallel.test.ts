import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  builtinModels,
  dataParallel,
  decodeGraph,
  expectedRanksReached,
  expertParallel,
  prefillGraph,
  resolveModel,
  tensorParallel,
} from '../../../src/workloads/index.js';
import type { MoeOperator } from '../../../src/workloads/operators/operator.js';
import { sumGraph } from './sum-graph.js';

const model = resolveModel('qwen3-30b-a3b', builtinModels());
const shape = { batch: 16, contextTokens: 512, dtype: 'bf16', kvDtype: null } as const;
const graph = decodeGraph(model, shape);
const isMoe = ({ op }: { op: { kind: string } }) => op.kind === 'moe';

describe('expertParallel', () => {
  it.each([2, 4, 8, 16])('divides arithmetic, cache and experts over %i ranks without loss (I4)', (ranks) => {
    const share = expertParallel(graph, ranks);
    for (const part of ['flops', 'kvBytes'] as const)
      expect((sumGraph(share, part) * ranks) / sumGraph(graph, part)).toBeCloseTo(1, 9);
    expect((sumGraph(share, 'weightBytes', isMoe) * ranks) / sumGraph(graph, 'weightBytes', isMoe)).toBeCloseTo(1, 9);
  });

  it('repeats all other weights on every rank', () => {
    const other = (node: Parameters<typeof isMoe>[0]) => !isMoe(node);
    expect(sumGraph(expertParallel(graph, 8), 'weightBytes', other)).toBe(sumGraph(graph, 'weightBytes', other));
  });

  it('sends tokens to their experts and back, the residual stream waiting for the return', () => {
    const share = expertParallel(graph, 4);
    const at = share.nodes.findIndex(({ op }) => op.kind === 'moe');
    const [before, moe, after, next] = share.nodes.slice(at - 1, at + 3);
    expect(before!.group).toBe('expert_dispatch');
    expect(moe!.op).toMatchObject({ ep: 4, tokens: 16 });
    expect(after).toMatchObject({ group: 'expert_combine', deps: [at], op: before!.op });
    expect(next!.deps).toContain(at + 1);
  });

  it('sends one copy to each rank that has an expert of the token', () => {
    const op = share4();
    // 8 of 128 experts over 4 ranks: each rank is missed with C(96, 8) / C(128, 8).
    let missed = 1;
    for (let i = 0; i < 8; i++) missed *= (96 - i) / (128 - i);
    expect(expectedRanksReached({ experts: 128, topk: 8 }, 4)).toBeCloseTo(4 * (1 - missed), 12);
    expect(op).toMatchObject({ kind: 'alltoall', ranks: 4, bytes: 4 * 4 * (1 - missed) * 2048 * 2 });
  });

  it('never reaches more ranks than there are, or than a token has experts, and one where there is one', () => {
    fc.assert(
      fc.property(fc.constantFrom(1, 2, 4, 8, 16, 32), fc.integer({ min: 1, max: 16 }), (ranks, topk) => {
        const reached = expectedRanksReached({ experts: 64, topk }, ranks);
        expect(reached).toBeLessThanOrEqual(Math.min(ranks, topk) + 1e-9);
        expect(reached).toBeGreaterThan(1 - 1e-9);
      }),
    );
  });

  it('sums a tensor-parallel expert after its tokens are back', () => {
    const share = expertParallel(tensorParallel(graph, 2), 4);
    const combine = share.nodes.find(({ group }) => group === 'expert_combine')!;
    const moe = share.nodes[combine.deps[0]!]!.op as MoeOperator;
    expect([moe.tp, moe.ep]).toEqual([2, 4]);
    const sum = share.nodes.find(({ deps }) => deps.includes(combine.id))!;
    expect(sum.op).toMatchObject({ kind: 'all_reduce', ranks: 2, bytes: 4 * 2048 * 2 });
  });

  it('refuses experts and rows that do not divide, and models without experts', () => {
    expect(() => expertParallel(graph, 3)).toThrow(/128 experts[\s\S]*16 rows/);
    const dense = decodeGraph(resolveModel('llama-3.1-8b', builtinModels()), shape);
    expect(() => expertParallel(dense, 2)).toThrow('no experts');
  });

  function share4() {
    return expertParallel(graph, 4).nodes.find(({ group }) => group === 'expert_dispatch')!.op;
  }
});

describe('dataParallel', () => {
  it('is the graph of the smaller batch', () => {
    const prefill = (batch: number) =>
      prefillGraph(model, { batch, inputTokens: 64, cachedTokens: 0, dtype: 'bf16', kvDtype: null });
    expect(dataParallel(graph, 4).nodes).toEqual(decodeGraph(model, { ...shape, batch: 4 }).nodes);
    expect(dataParallel(prefill(8), 8).nodes).toEqual(prefill(1).nodes);
  });

  it('refuses a batch that does not divide', () => {
    expect(() => dataParallel(graph, 3)).toThrow(/cannot be divided over 3 replicas/);
  });
});
