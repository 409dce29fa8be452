import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  builtinModels,
  contextParallel,
  decodeGraph,
  type GraphNode,
  prefillGraph,
  resolveModel,
} from '../../../src/workloads/index.js';
import { isCollective, sumGraph } from './sum-graph.js';

const catalog = builtinModels();
const llama = resolveModel('llama-3.1-8b', catalog);
const prefill = (id: string, inputTokens: number, batch = 1, cachedTokens = 0) =>
  prefillGraph(resolveModel(id, catalog), { batch, inputTokens, cachedTokens, dtype: 'bf16', kvDtype: null });
const decode = (id: string, batch: number, contextTokens: number) =>
  decodeGraph(resolveModel(id, catalog), { batch, contextTokens, dtype: 'bf16', kvDtype: null });
/** The head runs where the last token is, so the ranks do not share it; merges are extra work. */
const shared = ({ group }: GraphNode) => group !== 'lm_head' && group !== 'context_merge' && group !== 'latent_up';
const attention = ({ group }: GraphNode) => group === 'attention';

describe('contextParallel in prefill', () => {
  it('gives every rank the same share of the arithmetic, which adds up exactly (I4)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 4, 8),
        fc.integer({ min: 1, max: 64 }),
        fc.integer({ min: 0, max: 500 }),
        fc.constantFrom('llama-3.1-8b', 'qwen3-30b-a3b', 'deepseek-v3'),
        (ranks, chunk, cached, id) => {
          const graph = prefill(id, 2 * ranks * chunk, 2, cached);
          const share = contextParallel(graph, ranks, 'all-gather');
          const ratio = (sumGraph(share, 'flops', shared) * ranks) / sumGraph(graph, 'flops', shared);
          expect(ratio).toBeCloseTo(1, 9);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('passes keys round a ring while it attends to one block after another', () => {
    const graph = prefill('llama-3.1-8b', 4096);
    const share = contextParallel(graph, 4, 'ring');
    const layer = share.nodes.filter(({ name }) => name.startsWith('layer3.'));
    const sends = layer.filter(({ group }) => group === 'context_ring');
    expect(sends).toHaveLength(3);
    expect(sends.every(({ op }) => op.kind === 'send_recv' && op.bytes === 2 * 1024 * 8 * 128 * 2)).toBe(true);
    expect(layer.filter(attention)).toHaveLength(4);
    // Each send waits for the one before it and not for attention, so that it runs beside it.
    expect(share.nodes[sends[1]!.deps[0]!]!.id).toBe(sends[0]!.id);
    const flops = sumGraph(share, 'flops', attention) * 4;
    expect(flops / sumGraph(graph, 'flops', attention)).toBeCloseTo(1, 2);
    expect(flops).toBeGreaterThanOrEqual(sumGraph(graph, 'flops', attention));
  });

  it('gathers latents before they are expanded', () => {
    const share = contextParallel(prefill('deepseek-v3', 64), 4, 'ring');
    const expansion = share.nodes.find(({ group }) => group === 'latent_up')!;
    expect(share.nodes[expansion.deps[0]!]!.op).toEqual({
      kind: 'all_gather',
      ranks: 4,
      bytes: 64 * (512 + 64) * 2,
      dtype: 'bf16',
    });
  });

  it('keeps the head whole on the rank of the last token', () => {
    const share = contextParallel(prefill('llama-3.1-8b', 64), 4, 'ring');
    expect(share.nodes.at(-1)!.op).toMatchObject({ kind: 'gemm', m: 1 });
  });

  it('refuses prompts that make no two chunks a rank, and recurrent layers', () => {
    expect(() => contextParallel(prefill('llama-3.1-8b', 100), 4, 'ring')).toThrow(/100 new tokens.*8 chunks/);
    const hybrid = [...catalog.values()].find(({ layers }) => layers.some(({ mixer }) => mixer?.kind === 'linear'));
    if (hybrid !== undefined) expect(() => contextParallel(prefill(hybrid.id, 64), 4, 'ring')).toThrow(/recurrent/);
  });
});

describe('contextParallel in decode', () => {
  it.each([
    ['llama-3.1-8b', 8, 4],
    ['llama-3.1-8b', 1, 8],
    ['deepseek-v3', 8, 8],
  ])('%s, batch %i over %i ranks: cache and arithmetic of attention add up (I4)', (id, batch, ranks) => {
    const graph = decode(id, batch, 4096);
    const share = contextParallel(graph, ranks, 'ring');
    for (const part of ['flops', 'kvBytes'] as const)
      expect(sumGraph(share, part, attention) * ranks).toBeCloseTo(sumGraph(graph, part, attention), 0);
  });

  it('divides the rows where the batch allows it and repeats them where not', () => {
    const work = ({ group }: GraphNode) => group !== 'attention' && group !== 'context_merge';
    const divided = decode('llama-3.1-8b', 8, 4096);
    expect(sumGraph(contextParallel(divided, 4, 'ring'), 'flops', work) * 4).toBeCloseTo(
      sumGraph(divided, 'flops', work),
      0,
    );
    const single = decode('llama-3.1-8b', 1, 4096);
    expect(sumGraph(contextParallel(single, 4, 'ring'), 'flops', work)).toBe(sumGraph(single, 'flops', work));
  });

  it('gathers queries, exchanges softmax sums and scatters or sums the outputs', () => {
    const kinds = (batch: number) =>
      contextParallel(decode('llama-3.1-8b', batch, 4096), 4, 'ring')
        .nodes.filter((node) => node.name.startsWith('layer0.') && isCollective(node))
        .map(({ op }) => op.kind);
    expect(kinds(8)).toEqual(['all_gather', 'all_gather', 'reduce_scatter']);
    expect(kinds(1)).toEqual(['all_gather', 'all_reduce']);
    const bytes = contextParallel(decode('llama-3.1-8b', 8, 4096), 4, 'ring').nodes.flatMap(({ name, op }) =>
      name.startsWith('layer0.') && 'ranks' in op ? [op.bytes] : [],
    );
    // Rows of 32 query and 2 x 8 key and value heads of 128, one fp32 sum a head from each rank, rows of 32 heads.
    expect(bytes).toEqual([8 * 48 * 128 * 2, 4 * 8 * 32 * 4, 8 * 32 * 128 * 2]);
  });

  it('has distinct names', () => {
    for (const graph of [decode('deepseek-v3.2', 8, 4096), prefill('gemma-3-12b', 64), prefill('llama-3.1-8b', 64)]) {
      const { nodes } = contextParallel(graph, 4, 'ring');
      expect(new Set(nodes.map(({ name }) => name)).size).toBe(nodes.length);
    }
  });

  it('gives one rank the graph back', () => {
    const graph = decodeGraph(llama, { batch: 1, contextTokens: 8, dtype: 'bf16', kvDtype: null });
    expect(contextParallel(graph, 1, 'ring')).toBe(graph);
  });
});
