import type { Graph, GraphNode } from '../graphs/graph.js';
import { GraphBuilder } from '../graphs/graph-builder.js';
import { dtypeLayout } from '../operators/dtype.js';
import type { CollectiveOperator } from '../operators/operator.js';

/**
 * The graphs that each of `stages` pipeline stages runs for one microbatch: contiguous runs of layers, the embedding in
 * the first stage and the head in the last. Every stage but the first begins by receiving the residual stream. One stage
 * gives the graph back unchanged. Throws a RangeError where there are more stages than layers.
 *
 * @example
 * const model = resolveModel('llama-3.1-8b', builtinModels());
 * const graph = decodeGraph(model, { batch: 1, contextTokens: 1024, dtype: 'bf16', kvDtype: null });
 * pipelineParallel(graph, 4).length // 4
 */
export function pipelineParallel(graph: Graph, stages: number): Graph[] {
  if (stages === 1) return [graph];
  const layers = 1 + graph.nodes.reduce((last, node) => Math.max(last, layerOf(node) ?? -1), -1);
  if (!(Number.isInteger(stages) && stages >= 1 && stages <= layers)) {
    throw new RangeError(`${graph.name} has ${layers} layers, which ${stages} pipeline stages cannot divide.`);
  }
  const builders = Array.from({ length: stages }, () => new GraphBuilder());
  /** By node id: its stage and its id there. */
  const placed: { stage: number; id: number }[] = [];
  const received: (number | null)[] = builders.map(() => null);
  let layer = 0;
  graph.nodes.forEach((node, index) => {
    layer = layerOf(node) ?? (index === 0 ? 0 : layer);
    const stage = stageOfLayer(layer, layers, stages);
    const builder = builders[stage]!;
    const deps = node.deps.map((dep) => {
      const source = placed[dep]!;
      if (source.stage === stage) return source.id;
      received[stage] ??= builder.add('', 'receive', transferOf(graph.nodes[dep]!), []);
      return received[stage];
    });
    const prefix = node.name.slice(0, node.name.length - node.group.length);
    placed.push({
      stage,
      id: builder.add(
        prefix,
        node.group,
        node.op,
        [...new Set(deps)].sort((a, b) => a - b),
      ),
    });
  });
  return builders.map((builder, stage) => builder.build(`${graph.name} stage ${stage + 1}/${stages}`));
}

/** The stage that a layer lies in: contiguous runs whose lengths differ by one at most. */
export function stageOfLayer(layer: number, layers: number, stages: number): number {
  return Math.floor((layer * stages) / layers);
}

/** 3 for `layer3.qkv`; null outside layers. */
function layerOf(node: GraphNode): number | null {
  const match = /^layer(\d+)\./.exec(node.name);
  return match === null ? null : Number(match[1]);
}

/** Moves the output of a row-wise node to the next stage. */
function transferOf(node: GraphNode): CollectiveOperator {
  if (node.op.kind !== 'elementwise') throw new Error(`a pipeline is cut behind a residual addition, not ${node.name}`);
  const { m, n, dtype } = node.op;
  return { kind: 'send_recv', ranks: 2, bytes: m * n * dtypeLayout(dtype).activationBytes, dtype };
}
