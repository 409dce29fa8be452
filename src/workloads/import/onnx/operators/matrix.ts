import type { Dtype } from '../../../operators/dtype.js';
import type { Operator } from '../../../operators/operator.js';
import { INT32 } from '../model/element-type.js';
import {
  elementCount,
  type NodeEffect,
  NodeFault,
  type NodeScope,
  type OnnxValue,
  type OperatorRule,
} from '../model/node-scope.js';
import { broadcastDims } from './broadcast.js';

export const MATRIX_RULES: Readonly<Record<string, OperatorRule>> = {
  MatMul: (node) => matMul(node, node.input(0), node.input(1), node.input(0).type),
  FusedMatMul: fusedMatMul,
  MatMulInteger: (node) => matMul(node, node.input(0), node.input(1), INT32),
  QLinearMatMul: (node) => matMul(node, node.input(0), node.input(3), node.input(7).type),
  Gemm: gemm,
  Einsum: einsum,
};

function fusedMatMul(node: NodeScope): NodeEffect {
  const turn = (value: OnnxValue, flag: string): OnnxValue =>
    node.int(flag, 0) === 0 ? value : { ...value, dims: swapLast(value.dims) };
  const [a, b] = [turn(node.input(0), 'transA'), turn(node.input(1), 'transB')];
  return matMul(node, a, b, a.type);
}

/** Products of the last two sizes; a weight on the right is shared by all rows, so batches fold into them. */
function matMul(node: NodeScope, a: OnnxValue, b: OnnxValue, type: number): NodeEffect {
  const left = a.dims.length === 1 ? [1, ...a.dims] : a.dims;
  const right = b.dims.length === 1 ? [...b.dims, 1] : b.dims;
  const [m = 1, k = 1] = left.slice(-2);
  const [kRight = 1, n = 1] = right.slice(-2);
  if (k !== kRight)
    throw new NodeFault(`A product of [${a.dims.join(', ')}] and [${b.dims.join(', ')}] is not defined.`);
  const batchDims = broadcastDims([left.slice(0, -2), right.slice(0, -2)]);
  const dims = [...batchDims, ...(a.dims.length === 1 ? [] : [m]), ...(b.dims.length === 1 ? [] : [n])];
  const dtype = node.productDtype(a.type);
  const batch = elementCount(batchDims);
  return { results: [{ type, dims, data: null }], work: productWork(batch, m, n, k, dtype, a, b) };
}

/** One product with a stored weight, or as many as there are batches. */
export function productWork(
  batch: number,
  m: number,
  n: number,
  k: number,
  dtype: Dtype,
  a: Pick<OnnxValue, 'isConstant' | 'dims'>,
  b: Pick<OnnxValue, 'isConstant' | 'dims'>,
): Operator[] {
  if (batch * m * n * k === 0) return [];
  if (b.isConstant && elementCount(b.dims) <= n * k) return [{ kind: 'gemm', m: batch * m, n, k, dtype }];
  if (a.isConstant && elementCount(a.dims) <= m * k) return [{ kind: 'gemm', m: batch * n, n: m, k, dtype }];
  return [{ kind: 'batched_gemm', batch, m, n, k, dtype }];
}

function gemm(node: NodeScope): NodeEffect {
  const turned = (index: number, flag: string) => {
    const { dims } = node.input(index);
    if (dims.length !== 2) throw new NodeFault(`Input ${index + 1} has ${dims.length} sizes instead of 2.`);
    return node.int(flag, 0) === 0 ? dims : swapLast(dims);
  };
  const [m = 1, k = 1] = turned(0, 'transA');
  const [kRight, n = 1] = turned(1, 'transB');
  if (k !== kRight) throw new NodeFault(`The depths ${k} and ${kRight} differ.`);
  const { type } = node.input(0);
  const work = productWork(1, m, n, k, node.productDtype(type), node.input(0), node.input(1));
  return { results: [{ type, dims: [m, n], data: null }], work };
}

/** Two operands whose letters are batch, row, column or depth; other equations are refused. */
function einsum(node: NodeScope): NodeEffect {
  const equation = node.text('equation', '').replace(/\s/g, '');
  const match = /^([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]*)$/.exec(equation);
  if (match === null) throw new NodeFault(`The equation ${JSON.stringify(equation)} is not of two operands.`);
  const [, left = '', right = '', out = ''] = match;
  const sizes = new Map<string, number>();
  for (const [letters, value] of [
    [left, node.input(0)],
    [right, node.input(1)],
  ] as const) {
    if (letters.length !== value.dims.length || new Set(letters).size !== letters.length)
      throw new NodeFault(`The equation ${JSON.stringify(equation)} does not fit [${value.dims.join(', ')}].`);
    for (const [at, letter] of [...letters].entries())
      sizes.set(letter, Math.max(sizes.get(letter) ?? 1, value.dims[at] ?? 1));
  }
  const of = (inLeft: boolean, inRight: boolean, inOut: boolean) =>
    [...sizes].reduce((product, [letter, size]) => {
      const matches =
        left.includes(letter) === inLeft && right.includes(letter) === inRight && out.includes(letter) === inOut;
      return matches ? product * size : product;
    }, 1);
  if (of(true, false, false) * of(false, true, false) !== 1)
    throw new NodeFault(`The equation ${JSON.stringify(equation)} sums over one operand alone.`);
  const { type } = node.input(0);
  const dims = [...out].map((letter) => sizes.get(letter) ?? 1);
  const [batch, m, n, k] = [of(true, true, true), of(true, false, true), of(false, true, true), of(true, true, false)];
  const work = productWork(batch, m, n, k, node.productDtype(type), node.input(0), node.input(1));
  return { results: [{ type, dims, data: null }], work };
}

function swapLast(dims: readonly number[]): number[] {
  const swapped = [...dims];
  const last = dims.length - 1;
  [swapped[last - 1], swapped[last]] = [dims[last] ?? 1, dims[last - 1] ?? 1];
  return swapped;
}
