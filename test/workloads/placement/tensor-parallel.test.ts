import { describe, expect, it } from '@jest/globals';
import {
  builtinModels,
  decodeGraph,
  type Graph,
  memoryFootprint,
  operatorCost,
  prefillGraph,
  resolveModel,
  tensorParallel,
  uniformDtypes,
} from '../../../src/workloads/index.js';

const catalog = builtinModels();
const options = { batch: 8, contextTokens: 1024, dtype: 'bf16', kvDtype: null } as const;
/** Work that every rank repeats: what is not divided, and the rotation of the key that all heads share. */
const wholeGroups = /norm|residual|router|latent_down|latent_rope|indexer|embedding|expert_sum|all_/;

function sum(graph: Graph, part: 'flops' | 'weightBytes' | 'kvBytes', skip: RegExp): number {
  return graph.nodes.reduce((total, { group, op }) => (skip.test(group) ? total : total + operatorCost(op)[part]), 0);
}

describe('tensorParallel', () => {
  it.each([
    ['llama-3.1-70b', 2],
    ['llama-3.1-70b', 8],
    ['qwen3-235b-a22b', 4],
    ['deepseek-v3', 8],
    ['gpt-oss-120b', 4],
  ])('divides the operations and weights of %s over %i ranks without loss (I4)', (id, ranks) => {
    const graph = decodeGraph(resolveModel(id, catalog), options);
    const share = tensorParallel(graph, ranks);
    for (const part of ['flops', 'weightBytes'] as const)
      expect(sum(share, part, wholeGroups) * ranks).toBeCloseTo(sum(graph, part, wholeGroups), -3);
  });

  it('holds key-value heads once while ranks suffice and repeats them beyond', () => {
    const graph = decodeGraph(resolveModel('qwen3-235b-a22b', catalog), options);
    const whole = sum(graph, 'kvBytes', /^$/);
    expect(sum(tensorParallel(graph, 4), 'kvBytes', /^$/)).toBe(whole / 4);
    expect(sum(tensorParallel(graph, 8), 'kvBytes', /^$/)).toBe(whole / 4);
  });

  it('keeps the latent cache whole on every rank', () => {
    const graph = decodeGraph(resolveModel('deepseek-v3', catalog), options);
    expect(sum(tensorParallel(graph, 8), 'kvBytes', /^$/)).toBe(sum(graph, 'kvBytes', /^$/));
  });

  it('sums the embedding and two partial results a layer, of one row a token, and gathers the logits', () => {
    const model = resolveModel('llama-3.1-70b', catalog);
    const share = tensorParallel(prefillGraph(model, { ...options, inputTokens: 16, cachedTokens: 0 }), 4);
    const reductions = share.nodes.filter((node) => node.op.kind === 'all_reduce');
    expect(reductions).toHaveLength(1 + 2 * 80);
    expect(reductions.every(({ op }) => op.kind === 'all_reduce' && op.bytes === 8 * 16 * 8192 * 2)).toBe(true);
    expect(share.nodes.at(-1)?.op).toMatchObject({ kind: 'all_gather', bytes: 8 * 128256 * 2 });
  });

  it('sums routed and shared experts with one reduction', () => {
    const share = tensorParallel(decodeGraph(resolveModel('deepseek-v3', catalog), options), 8);
    expect(share.nodes.filter((node) => node.name.startsWith('layer9.') && node.op.kind === 'all_reduce')).toHaveLength(
      2,
    );
  });

  it('puts the reduction between a partial result and everything that uses it', () => {
    const share = tensorParallel(decodeGraph(resolveModel('llama-3.1-8b', catalog), options), 2);
    for (const node of share.nodes) {
      const partial = node.deps.map((id) => share.nodes[id]).filter((dep) => dep?.group === 'down');
      if (partial.length > 0) expect(node.op.kind).toBe('all_reduce');
    }
  });

  it('refuses every dimension that does not divide, at once', () => {
    const graph = decodeGraph(resolveModel('qwen2.5-0.5b', catalog), options);
    expect(() => tensorParallel(graph, 3)).toThrow(/14 attention heads.*\n.*2 key-value heads.*\n/);
    expect(() => tensorParallel(graph, 4)).toThrow('14 attention heads cannot be divided over 4 ranks.');
  });

  it('gives each chip its share of the memory: weights and cache add up to the whole', () => {
    const model = resolveModel('llama-3.1-70b', catalog);
    const footprint = (tp: number) =>
      memoryFootprint(model, {
        dtypes: uniformDtypes('bf16', null),
        batch: 8,
        contextTokens: 1024,
        stepTokens: 8,
        tp,
        ep: 1,
        cp: 1,
        reserveBytes: 0,
      }).parts.reduce((bytes, part) => (part.name === 'activations' ? bytes : bytes + part.bytes), 0);
    const norms = (2 * 80 + 1) * 8192 * 2;
    for (const tp of [2, 4, 8]) expect(footprint(tp) * tp).toBeCloseTo(footprint(1) + (tp - 1) * norms, 0);
  });
});
