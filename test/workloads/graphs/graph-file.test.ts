import { describe, expect, it } from '@jest/globals';
import {
  builtinModels,
  decodeGraph,
  formatGraphFile,
  hashGraph,
  onlyLayers,
  parseGraphFile,
  prefillGraph,
  resolveModel,
  tensorParallel,
} from '../../../src/workloads/index.js';

const about = { source: 'test', notes: 'none', storedBytes: 12 };

describe('a graph file', () => {
  it('reads back as the graph that was written, with operators of every kind', () => {
    const options = { batch: 2, dtype: 'fp8', kvDtype: null } as const;
    const deep = resolveModel('deepseek-v3.2', builtinModels());
    const hybrid = resolveModel('gpt-oss-20b', builtinModels());
    const graphs = [
      onlyLayers(tensorParallel(decodeGraph(deep, { ...options, contextTokens: 4096 }), 8), 4),
      onlyLayers(prefillGraph(deep, { ...options, inputTokens: 512, cachedTokens: 0 }), 4),
      onlyLayers(decodeGraph(hybrid, { ...options, contextTokens: 64 }), 2),
      onlyLayers(prefillGraph(hybrid, { ...options, inputTokens: 64, cachedTokens: 0 }), 2),
      hashGraph('sha256d', 1000).graph,
    ];
    for (const graph of graphs)
      expect(parseGraphFile('g.json', formatGraphFile({ graph, ...about }))).toEqual({ graph, ...about });
  });

  it('names every operator and order that is wrong, with its line', () => {
    const node = (fields: string) => `{ "name": "a", "group": "g", ${fields} }`;
    const text = (...nodes: string[]) => `{ "graph": "x", "nodes": [\n${nodes.join(',\n')}\n] }`;
    const gemm = '"op": { "kind": "gemm", "m": 1, "n": 2, "k": 3, "dtype": "fp16" }';
    expect(() => parseGraphFile('g.json', text(node(`"after": [0], ${gemm}`), node(gemm)))).toThrow(
      /g\.json:2: .*comes before/,
    );
    expect(() => parseGraphFile('g.json', text(node(gemm), node(gemm.replace('"m": 1', '"m": -1'))))).toThrow(
      /g\.json:3/,
    );
    expect(() => parseGraphFile('g.json', text(node(gemm.replace('gemm', 'magic'))))).toThrow(/g\.json:2/);
    expect(() => parseGraphFile('g.json', text())).toThrow(/g\.json/);
  });
});
