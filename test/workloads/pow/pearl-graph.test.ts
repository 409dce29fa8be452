import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  builtinModels,
  decodeGraph,
  type Graph,
  operatorCost,
  PEARL_DEFAULTS,
  PEARL_PURE_DEFAULTS,
  PEARL_TILE,
  patternLength,
  patternPeriod,
  pearlGraph,
  pearlPureGraph,
  pearlRank,
  prefillGraph,
  resolveModel,
  tensorParallel,
} from '../../../src/workloads/index.js';

const llama = resolveModel('llama-3.1-8b', builtinModels());
const options = { config: PEARL_DEFAULTS, passesPerJob: 1000 };
const prefill = (inputTokens: number, dtype: 'int8' | 'bf16' = 'int8') =>
  prefillGraph(llama, { batch: 1, inputTokens, cachedTokens: 0, dtype, kvDtype: null });
const decode = (batch: number) => decodeGraph(llama, { batch, contextTokens: 512, dtype: 'int8', kvDtype: null });

function flops(graph: Graph, group: RegExp): number {
  return graph.nodes.reduce((sum, node) => (group.test(node.group) ? sum + operatorCost(node.op).flops : sum), 0);
}

describe('the rules of Pearl', () => {
  it('give the default tile 4 rows of period 128 and 8 columns of period 64', () => {
    expect([patternLength(PEARL_TILE.rowsPattern), patternPeriod(PEARL_TILE.rowsPattern)]).toEqual([4, 128]);
    expect([patternLength(PEARL_TILE.colsPattern), patternPeriod(PEARL_TILE.colsPattern)]).toEqual([8, 64]);
  });

  it('allow ranks with 16 r <= k <= 4 r^2 only, and take the nearest to the wanted one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 70_000 }), fc.constantFrom(32, 64, 128, 256, 512, 1024), (k, wanted) => {
        const valid = [32, 64, 128, 256, 512, 1024].filter((rank) => 16 * rank <= k && k <= 4 * rank * rank);
        const rank = pearlRank(k, wanted);
        expect(rank === null).toBe(valid.length === 0);
        for (const other of valid) expect(Math.abs((rank ?? 0) - wanted)).toBeLessThanOrEqual(Math.abs(other - wanted));
      }),
    );
  });
});

describe('merged mining', () => {
  it('mines every projection of a prompt with whole row periods, but not the head of one row', () => {
    const { mining, workUnits } = pearlGraph(prefill(1024), options);
    expect(Object.fromEntries(mining.map((report) => [report.group, report.refusal]))).toEqual({
      qkv: null,
      mixer_out: null,
      gate_up: null,
      down: null,
      lm_head: '1 rows are fewer than the 128 that the row pattern spans.',
    });
    const layer = 4096 * 6144 + 4096 * 4096 + 4096 * 28672 + 14336 * 4096;
    expect(workUnits).toBe(32 * layer * 1024);
  });

  it('mines in decode only from a batch of one row period on', () => {
    expect(pearlGraph(decode(64), options).workUnits).toBe(0);
    expect(pearlGraph(decode(64), options).usefulShare).toBe(1);
    expect(pearlGraph(decode(128), options).workUnits).toBeGreaterThan(0);
    const head = pearlGraph(decode(128), options).mining.find((report) => report.group === 'lm_head');
    expect(head?.refusal).toBeNull();
  });

  it('counts only whole periods of rows', () => {
    expect(pearlGraph(prefill(1024 + 127), options).workUnits).toBe(pearlGraph(prefill(1024), options).workUnits);
  });

  it('refuses products that are not on the int8 path, and shards that are too thin', () => {
    expect(pearlGraph(prefill(1024, 'bf16'), options).workUnits).toBe(0);
    const shard = pearlGraph(tensorParallel(prefill(1024), 8), options);
    expect(shard.mining.find((report) => report.group === 'mixer_out')?.refusal).toBe('k = 512 is below 1024.');
    expect(shard.mining.find((report) => report.group === 'down')?.refusal).toBeNull();
  });

  it('denoises at 2 r / k of the mined product', () => {
    const graph = prefill(1024);
    const merged = pearlGraph(graph, options).graph;
    const products = [4096 * 6144, 4096 * 4096, 4096 * 28672, 14336 * 4096];
    const overhead = flops(merged, /denoise/) / flops(graph, /qkv|mixer_out|gate_up|down/);
    const expected = [4096, 4096, 4096, 14336].map((k, index) => ((2 * 128) / k) * products[index]!);
    const total = products.reduce((sum, product) => sum + product, 0);
    expect(overhead).toBeCloseTo(expected.reduce((sum, part) => sum + part, 0) / total, 12);
  });

  it('keeps every operator of the graph, and its dependencies come earlier', () => {
    const graph = prefill(256);
    const merged = pearlGraph(graph, options).graph;
    const names = new Set(merged.nodes.map((node) => node.name));
    expect(graph.nodes.every((node) => names.has(node.name))).toBe(true);
    expect(names.size).toBe(merged.nodes.length);
    expect(merged.nodes.every((node, index) => node.deps.every((dep) => dep < index))).toBe(true);
    expect(flops(merged, /^(?!pearl)/)).toBe(flops(graph, /./));
  });

  it('hashes and noises weights once a job, so more passes a job cost less each', () => {
    const work = (passesPerJob: number) =>
      flops(pearlGraph(prefill(256), { ...options, passesPerJob }).graph, /pearl_(commit|noise)/);
    expect(work(1)).toBeGreaterThan(work(10));
    expect(work(10)).toBeGreaterThan(work(1000));
  });

  it('has a useful share between half and one for a long prompt', () => {
    const { usefulShare } = pearlGraph(prefill(2048), options);
    expect(usefulShare).toBeGreaterThan(0.5);
    expect(usefulShare).toBeLessThan(1);
  });
});

describe('pure mining', () => {
  it('does one unit of work a multiply-accumulate, recovers nothing and is of no use', () => {
    const { graph, workUnits, usefulShare } = pearlPureGraph(PEARL_PURE_DEFAULTS);
    expect(workUnits).toBe(8192 * 8192 * 1024);
    expect(usefulShare).toBe(0);
    expect(graph.nodes.map((node) => node.group)).not.toContain('pearl_denoise');
  });

  it('refuses a shape outside the limits by the rule', () => {
    expect(() => pearlPureGraph({ ...PEARL_PURE_DEFAULTS, k: 1000 })).toThrow('k = 1000 is below 1024.');
    expect(() => pearlPureGraph({ ...PEARL_PURE_DEFAULTS, k: 1056 })).toThrow('not a multiple of 64');
    expect(() => pearlPureGraph({ ...PEARL_PURE_DEFAULTS, m: 2 ** 25 })).toThrow('above 16777216');
  });
});
