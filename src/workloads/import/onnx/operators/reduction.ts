import { INT64 } from '../model/element-type.js';
import { elementCount, type NodeEffect, type NodeScope, type OperatorRule } from '../model/node-scope.js';

/** Operations an element that a reduction reads. */
const REDUCTIONS: Readonly<Record<string, number>> = {
  ReduceMean: 1,
  ReduceSum: 1,
  ReduceMax: 1,
  ReduceMin: 1,
  ReduceProd: 1,
  ReduceL1: 2,
  ReduceL2: 2,
  ReduceSumSquare: 2,
  ReduceLogSum: 1,
  ReduceLogSumExp: 3,
};

export const REDUCTION_RULES: Readonly<Record<string, OperatorRule>> = {
  ...Object.fromEntries(
    Object.entries(REDUCTIONS).map(([name, ops]) => [name, (node: NodeScope) => reduce(node, ops)]),
  ),
  ArgMax: argument,
  ArgMin: argument,
  CumSum: cumulative,
  TopK: topK,
};

function reduce(node: NodeScope, opsPerElement: number): NodeEffect {
  const { type, dims, data } = node.input(0);
  const given = node.axes(1, dims.length);
  const none = given === null || given.length === 0;
  const axes = none ? (node.int('noop_with_empty_axes', 0) === 1 ? [] : dims.map((_, axis) => axis)) : given;
  const keeps = node.int('keepdims', 1) === 1;
  const kept = dims.flatMap((size, axis) => (!axes.includes(axis) ? [size] : keeps ? [1] : []));
  const folded = data !== null && elementCount(kept) === 1 ? foldAll(node.node.opType, data) : null;
  const result = { type, dims: kept, data: folded };
  const ops = opsPerElement * elementCount(dims);
  return { results: [result], work: [node.stream(node.node.opType, ops, [result], [node.input(0)])] };
}

/** The one element that all known elements come to; null for reductions that shape computations do not use. */
function foldAll(opType: string, data: readonly number[]): number[] | null {
  switch (opType) {
    case 'ReduceProd':
      return [data.reduce((product, one) => product * one, 1)];
    case 'ReduceSum':
      return [data.reduce((sum, one) => sum + one, 0)];
    case 'ReduceMax':
      return data.length === 0 ? null : [Math.max(...data)];
    case 'ReduceMin':
      return data.length === 0 ? null : [Math.min(...data)];
    default:
      return null;
  }
}

function argument(node: NodeScope): NodeEffect {
  const { dims } = node.input(0);
  const axis = node.axis(node.int('axis', 0), dims.length);
  const keeps = node.int('keepdims', 1) === 1;
  const kept = dims.flatMap((size, at) => (at !== axis ? [size] : keeps ? [1] : []));
  const result = { type: INT64, dims: kept, data: null };
  return { results: [result], work: [node.stream(node.node.opType, elementCount(dims), [result])] };
}

function cumulative(node: NodeScope): NodeEffect {
  const { type, dims } = node.input(0);
  const result = { type, dims, data: null };
  return { results: [result], work: [node.stream('CumSum', elementCount(dims), [result])] };
}

/** Selection of the largest `k`: one comparison an element read, as a single pass. */
function topK(node: NodeScope): NodeEffect {
  const { type, dims } = node.input(0);
  const axis = node.axis(node.int('axis', -1), dims.length);
  const k = node.attribute('k')?.int ?? node.known(1)[0] ?? 1;
  const kept = dims.map((size, at) => (at === axis ? Math.min(size, k) : size));
  const results = [
    { type, dims: kept, data: null },
    { type: INT64, dims: kept, data: null },
  ];
  return { results, work: [node.stream('TopK', elementCount(dims), results)] };
}
