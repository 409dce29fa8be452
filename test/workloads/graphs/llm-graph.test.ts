import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  builtinModels,
  countParameters,
  decodeGraph,
  type Graph,
  operatorCost,
  prefillGraph,
  resolveModel,
} from '../../../src/workloads/index.js';

const catalog = builtinModels();
const llama = resolveModel('llama-3.1-8b', catalog);
const matrixKinds = new Set(['gemm', 'attention_prefill', 'attention_decode']);

function matrixFlops(graph: Graph): number {
  return graph.nodes.reduce((sum, { op }) => sum + (matrixKinds.has(op.kind) ? operatorCost(op).flops : 0), 0);
}

function groupOf(graph: Graph, group: string) {
  return graph.nodes.filter((node) => node.group === group).map((node) => node.op);
}

/** Parameters that multiply every token: all but the two vocabulary tables and the norms. */
const layerParameters = countParameters(llama).total - 2 * 128256 * 4096 - 65 * 4096;

describe('the graph of Llama-3.1-8B', () => {
  it('has in prefill 2 P T operations, attention over half the square, and one head row a sequence', () => {
    const [batch, tokens] = [4, 512];
    const graph = prefillGraph(llama, { batch, inputTokens: tokens, cachedTokens: 0, dtype: 'bf16', kvDtype: null });
    const linear = 2 * layerParameters * batch * tokens;
    const attention = 32 * 4 * batch * 32 * 128 * ((tokens * (tokens + 1)) / 2);
    const head = 2 * batch * 128256 * 4096;
    expect(matrixFlops(graph)).toBe(linear + attention + head);
  });

  it('has in decode 2 P operations a sequence and attention over its context', () => {
    const [batch, context] = [16, 1024];
    const graph = decodeGraph(llama, { batch, contextTokens: context, dtype: 'bf16', kvDtype: null });
    const linear = 2 * (layerParameters + 128256 * 4096) * batch;
    const attention = 32 * 4 * batch * 32 * 128 * context;
    expect(matrixFlops(graph)).toBe(linear + attention);
  });

  it('costs the same in two chunks as in one pass, but for the head of the first', () => {
    const pass = (inputTokens: number, cachedTokens: number) =>
      matrixFlops(prefillGraph(llama, { batch: 1, inputTokens, cachedTokens, dtype: 'bf16', kvDtype: null }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 2000 }), (a, b) => {
        const head = 2 * 128256 * 4096;
        expect(pass(a, 0) + pass(b, a) - head).toBe(pass(a + b, 0));
      }),
      { numRuns: 20 },
    );
  });

  it('reads its weights once a decode step and 128 KiB of cache a context token', () => {
    const graph = decodeGraph(llama, { batch: 1, contextTokens: 1000, dtype: 'bf16', kvDtype: null });
    const costs = graph.nodes.map((node) => operatorCost(node.op));
    const weights = costs.reduce((sum, cost) => sum + cost.weightBytes, 0);
    expect(weights).toBe(2 * (countParameters(llama).total - 128256 * 4096));
    expect(costs.reduce((sum, cost) => sum + cost.kvBytes, 0)).toBe(131072 * 1000);
  });

  it('shapes row-wise kernels as the timing tables do', () => {
    const graph = prefillGraph(llama, { batch: 2, inputTokens: 64, cachedTokens: 0, dtype: 'bf16', kvDtype: null });
    expect(groupOf(graph, 'activation')[0]).toMatchObject({ op: 'silu_mul', m: 128, n: 14336 });
    expect(groupOf(graph, 'rope')[0]).toMatchObject({ m: 128, n: (32 + 8) * 128 });
    expect(groupOf(graph, 'mixer_norm')[0]).toMatchObject({ op: 'rmsnorm', m: 128, n: 4096 });
    expect(groupOf(graph, 'ffn_residual')[0]).toMatchObject({ kind: 'elementwise', op: 'add', m: 128, n: 4096 });
    expect(groupOf(graph, 'qkv')[0]).toMatchObject({ m: 128, n: 6144, k: 4096 });
    expect(groupOf(graph, 'gate_up')[0]).toMatchObject({ n: 28672 });
  });

  it('keeps the head at 16 bits under fp8 and runs it in int8 where activations are int8 too', () => {
    const head = (dtype: 'fp8' | 'int8') =>
      groupOf(decodeGraph(llama, { batch: 1, contextTokens: 8, dtype, kvDtype: null }), 'lm_head')[0];
    expect(head('fp8')).toMatchObject({ dtype: 'bf16' });
    expect(head('int8')).toMatchObject({ dtype: 'int8' });
  });
});

describe('the graph of any built-in model', () => {
  const ids = [...catalog.keys()];

  it.each(ids)('of %s has unique names and dependencies that come earlier', (id) => {
    const model = resolveModel(id, catalog);
    const precision = { dtype: null, kvDtype: null };
    for (const graph of [
      prefillGraph(model, { batch: 1, inputTokens: 100, cachedTokens: 28, ...precision }),
      decodeGraph(model, { batch: 3, contextTokens: 128, ...precision }),
    ]) {
      expect(new Set(graph.nodes.map((node) => node.name)).size).toBe(graph.nodes.length);
      const misplaced = graph.nodes.filter((node, index) => node.id !== index || node.deps.some((dep) => dep >= index));
      expect(misplaced).toEqual([]);
      const shapes = graph.nodes.flatMap((node) => Object.values(node.op).filter((part) => typeof part === 'number'));
      expect(shapes.every((part) => Number.isFinite(part) && part >= 0)).toBe(true);
      const used = new Set(graph.nodes.flatMap((node) => node.deps));
      expect(graph.nodes.filter((node) => !used.has(node.id)).map((node) => node.name)).toEqual(['lm_head']);
    }
  });

  it.each(ids)('of %s does 2 operations per active parameter and token outside attention', (id) => {
    const model = resolveModel(id, catalog);
    const graph = decodeGraph(model, { batch: 1, contextTokens: 1, dtype: 'bf16', kvDtype: null });
    const linear = graph.nodes.reduce((sum, { op }) => {
      return op.kind === 'gemm' || op.kind === 'moe' || op.kind === 'batched_gemm' ? sum + operatorCost(op).flops : sum;
    }, 0);
    const table = model.vocab * model.hidden;
    const lookups =
      (model.tiedEmbeddings ? 0 : table) + (model.positions === 'learned' ? model.maxContext * model.hidden : 0);
    expect(Math.abs(linear / (2 * (countParameters(model).active - lookups)) - 1)).toBeLessThan(2e-3);
  });
});

describe('parts of larger models', () => {
  it('may run shared experts beside routed ones, and query beside key projections of a latent', () => {
    const deepseek = resolveModel('deepseek-v3', catalog);
    const graph = decodeGraph(deepseek, { batch: 8, contextTokens: 64, dtype: 'fp8_block', kvDtype: 'fp8' });
    const node = (name: string) => graph.nodes.find((candidate) => candidate.name === name);
    expect(node('layer5.shared_gate_up')?.deps).toEqual([node('layer5.ffn_norm')?.id]);
    expect(node('layer5.router')?.deps).toEqual([node('layer5.ffn_norm')?.id]);
    expect(node('layer5.query_norm')?.deps).toEqual(node('layer5.latent_norm')?.deps);
  });

  it('slides every second layer of gpt-oss over 128 tokens', () => {
    const graph = decodeGraph(resolveModel('gpt-oss-20b', catalog), {
      batch: 1,
      contextTokens: 4096,
      dtype: null,
      kvDtype: null,
    });
    const windows = groupOf(graph, 'attention').map((op) => (op.kind === 'attention_decode' ? op.window : null));
    expect(windows.slice(0, 4)).toEqual([128, 0, 128, 0]);
  });
});
