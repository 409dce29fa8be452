import type { LlmArchitecture } from '../models/llm-architecture.js';
import type { Graph } from './graph.js';

/**
 * The layers of a pass without embedding, final norm and head, for a look at one layer alone.
 *
 * @example
 * const model = resolveModel('qwen3-0.6b', builtinModels());
 * onlyLayers(decodeGraph(model, { batch: 1, contextTokens: 8, dtype: 'fp32', kvDtype: null }), 1).nodes.length // 12
 */
export function onlyLayers(graph: Graph, count: number): Graph {
  const kept = graph.nodes.filter(({ name }) => {
    const layer = /^layer(\d+)\./.exec(name);
    return layer !== null && Number(layer[1]) < count;
  });
  const places = new Map(kept.map(({ id }, index) => [id, index]));
  const nodes = kept.map((node, index) => ({
    ...node,
    id: index,
    deps: node.deps.flatMap((dep) => places.get(dep) ?? []),
  }));
  return { name: `${graph.name}, ${count} layers alone`, nodes };
}

/**
 * The first `count` layers as a model without vocabulary, so that its memory and its graph are those of the layers; the
 * norm behind the last layer stays. Throws a RangeError where the model has fewer.
 *
 * @example
 * firstLayers(resolveModel('gpt-3-175b', builtinModels()), 1).layers.length // 1
 */
export function firstLayers(model: LlmArchitecture, count: number): LlmArchitecture {
  if (!(Number.isInteger(count) && count >= 1 && count <= model.layers.length))
    throw new RangeError(`${model.name} has ${model.layers.length} layers, not ${count}`);
  const positions = model.positions === 'learned' ? 'none' : model.positions;
  return { ...model, layers: model.layers.slice(0, count), vocab: 0, positions };
}
