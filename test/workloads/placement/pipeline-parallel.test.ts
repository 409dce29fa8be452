import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  builtinModels,
  decodeGraph,
  operatorCost,
  pipelineParallel,
  prefillGraph,
  resolveModel,
  tensorParallel,
} from '../../../src/workloads/index.js';

const model = resolveModel('llama-3.1-8b', builtinModels());
const graph = decodeGraph(model, { batch: 4, contextTokens: 512, dtype: 'bf16', kvDtype: null });
const flopsOf = (nodes: typeof graph.nodes) => nodes.reduce((sum, node) => sum + operatorCost(node.op).flops, 0);

describe('pipelineParallel', () => {
  it('keeps every operator and every FLOP, and adds one transfer a boundary', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 32 }), fc.constantFrom(1, 2, 8), (stages, ranks) => {
        const placed = tensorParallel(graph, ranks);
        const parts = pipelineParallel(placed, stages);
        const work = parts.flatMap(({ nodes }) => nodes.filter(({ group }) => group !== 'receive'));
        expect(parts.length).toBe(stages);
        expect(work.map(({ name }) => name)).toEqual(placed.nodes.map(({ name }) => name));
        expect(flopsOf(work)).toBe(flopsOf(placed.nodes));
        expect(parts.flatMap(({ nodes }) => nodes).length - work.length).toBe(stages - 1);
      }),
      { numRuns: 30 },
    );
  });

  it('moves the residual stream of the microbatch between stages', () => {
    const prefill = prefillGraph(model, { batch: 2, inputTokens: 100, cachedTokens: 0, dtype: 'bf16', kvDtype: null });
    const [, second] = pipelineParallel(prefill, 2);
    expect(second!.nodes[0]!.op).toEqual({ kind: 'send_recv', ranks: 2, bytes: 200 * 4096 * 2, dtype: 'bf16' });
  });

  it('puts the embedding into the first and the head into the last stage', () => {
    const parts = pipelineParallel(graph, 4);
    expect(parts[0]!.nodes.some(({ group }) => group === 'embedding')).toBe(true);
    expect(parts[3]!.nodes.at(-1)!.group).toBe('lm_head');
  });

  it('refuses more stages than layers', () => {
    expect(() => pipelineParallel(graph, 33)).toThrow(RangeError);
  });
});
