import { elementCount, type NodeEffect, type NodeScope, type OperatorRule } from '../model/node-scope.js';

export const NORMALIZATION_RULES: Readonly<Record<string, OperatorRule>> = {
  Softmax: (node) => rows(node, 'softmax', 'softmax', softmaxAxis(node)),
  LogSoftmax: (node) => rows(node, 'softmax', 'softmax', softmaxAxis(node)),
  LayerNormalization: (node) => rows(node, 'norm', 'layernorm', node.int('axis', -1)),
  SimplifiedLayerNormalization: (node) => rows(node, 'norm', 'rmsnorm', node.int('axis', -1)),
  RMSNormalization: (node) => rows(node, 'norm', 'rmsnorm', node.int('axis', -1)),
  // The residual is added first: one more operand and operation.
  SkipLayerNormalization: (node) => skip(node, 'layernorm'),
  SkipSimplifiedLayerNormalization: (node) => skip(node, 'rmsnorm'),
  // Scale and shift are folded before the run: one multiply and one add an element.
  BatchNormalization: (node) => streamed(node, 2),
  InstanceNormalization: (node) => streamed(node, 7),
  GroupNormalization: (node) => streamed(node, 7),
  LpNormalization: (node) => streamed(node, 4),
  MeanVarianceNormalization: (node) => streamed(node, 6),
  // A sum of squares over `size` channels, a power, a division.
  LRN: (node) => streamed(node, 2 * node.int('size', 1) + 2),
};

/** Until version 13 everything from the axis on was one row; since then the axis alone. */
function softmaxAxis(node: NodeScope): number {
  return node.int('axis', node.opset < 13 ? 1 : -1);
}

function rows(node: NodeScope, kind: 'softmax' | 'norm', op: string, axis: number): NodeEffect {
  const { type, dims } = node.input(0);
  const at = node.axis(axis, dims.length);
  const alone = kind === 'softmax' && node.opset >= 13;
  const n = alone ? (dims[at] ?? 1) : elementCount(dims.slice(at));
  const m = elementCount(dims) / Math.max(1, n);
  const result = { type, dims, data: null };
  // Means and deviations, one a row, are further results of norms.
  const summary = { type, dims: dims.map((size, index) => (index >= at ? 1 : size)), data: null };
  const results = node.node.outputs.map((_, index) => (index === 0 ? result : summary));
  return { results, work: m * n === 0 ? [] : [{ kind, op, m, n, dtype: node.productDtype(type) }] };
}

function skip(node: NodeScope, op: string): NodeEffect {
  const { type, dims } = node.input(0);
  const n = dims.at(-1) ?? 1;
  const m = elementCount(dims) / n;
  const dtype = node.productDtype(type);
  const results = node.node.outputs.map(() => ({ type, dims, data: null }));
  return {
    results,
    work: [
      { kind: 'elementwise', op: 'add', m, n, dtype },
      { kind: 'norm', op, m, n, dtype },
    ],
  };
}

function streamed(node: NodeScope, opsPerElement: number): NodeEffect {
  const { type, dims } = node.input(0);
  const result = { type, dims, data: null };
  const work = node.stream(node.node.opType, opsPerElement * elementCount(dims), [result]);
  return { results: node.node.outputs.map(() => result), work: [work] };
}
