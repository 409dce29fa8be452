import type { Operator } from '../../../operators/operator.js';
import { BOOL, isFloatType } from '../model/element-type.js';
import {
  elementCount,
  type NodeEffect,
  type NodeScope,
  type OnnxValue,
  type OperatorRule,
} from '../model/node-scope.js';
import { MAX_FOLDED } from '../model/onnx-model.js';
import { broadcastDims, broadcastIndex } from './broadcast.js';

type Fold = (values: readonly number[]) => number;

/** Arithmetic that shape computations use, on known elements; other operators are not followed by value. */
const FOLDS: Readonly<Record<string, Fold>> = {
  Add: ([a = 0, b = 0]) => a + b,
  Sub: ([a = 0, b = 0]) => a - b,
  Mul: ([a = 0, b = 0]) => a * b,
  Mod: ([a = 0, b = 1]) => ((a % b) + b) % b,
  Neg: ([a = 0]) => -a,
  Abs: ([a = 0]) => Math.abs(a),
  Floor: ([a = 0]) => Math.floor(a),
  Ceil: ([a = 0]) => Math.ceil(a),
  Sqrt: ([a = 0]) => Math.sqrt(a),
  Min: (all) => Math.min(...all),
  Max: (all) => Math.max(...all),
  Sum: (all) => all.reduce((sum, one) => sum + one, 0),
  Equal: ([a = 0, b = 0]) => Number(a === b),
  Less: ([a = 0, b = 0]) => Number(a < b),
  LessOrEqual: ([a = 0, b = 0]) => Number(a <= b),
  Greater: ([a = 0, b = 0]) => Number(a > b),
  GreaterOrEqual: ([a = 0, b = 0]) => Number(a >= b),
  And: ([a = 0, b = 0]) => Number(a !== 0 && b !== 0),
  Or: ([a = 0, b = 0]) => Number(a !== 0 || b !== 0),
  Xor: ([a = 0, b = 0]) => Number((a !== 0) !== (b !== 0)),
  Not: ([a = 0]) => Number(a === 0),
  Where: ([condition = 0, a = 0, b = 0]) => (condition !== 0 ? a : b),
};

const COMPARISONS = [
  'Equal',
  'Less',
  'LessOrEqual',
  'Greater',
  'GreaterOrEqual',
  'And',
  'Or',
  'Xor',
  'Not',
  'IsNaN',
  'IsInf',
];

/** Operators of one operation an element of the result; a function such as exp or erf counts as one. */
const ONE_OPERATION = [
  ...['Add', 'Sub', 'Mul', 'Div', 'Mod', 'Pow', 'Min', 'Max', 'And', 'Or', 'Xor', 'Not', 'BitShift', 'Where', 'PRelu'],
  ...['Abs', 'Neg', 'Sign', 'Ceil', 'Floor', 'Round', 'Reciprocal', 'Sqrt', 'Exp', 'Log', 'Erf', 'Sin', 'Cos', 'Tan'],
  ...['Asin', 'Acos', 'Atan', 'Sinh', 'Cosh', 'Asinh', 'Acosh', 'Atanh', 'Tanh', 'Sigmoid', 'IsNaN', 'IsInf', 'Clip'],
  ...[
    'Equal',
    'Less',
    'LessOrEqual',
    'Greater',
    'GreaterOrEqual',
    'LeakyRelu',
    'ThresholdedRelu',
    'Shrink',
    'CastLike',
  ],
] as const;

/** Operators of several operations an element. */
const OPERATIONS: Readonly<Record<string, number>> = {
  Elu: 3,
  Celu: 4,
  Selu: 4,
  HardSigmoid: 4,
  HardSwish: 5,
  Softplus: 3,
  Softsign: 3,
  Mish: 5,
  QuickGelu: 3,
  BiasGelu: 9,
};

/** Operators that are kernels of their own in timing tables. */
const ACTIVATIONS: Readonly<Record<string, string>> = { Relu: 'relu', Tanh: 'tanh', Gelu: 'gelu', FastGelu: 'gelu' };

export const ELEMENTWISE_RULES: Readonly<Record<string, OperatorRule>> = {
  ...Object.fromEntries(ONE_OPERATION.map((name) => [name, (node: NodeScope) => elementwise(node, 1)])),
  ...Object.fromEntries(
    Object.entries(OPERATIONS).map(([name, ops]) => [name, (node: NodeScope) => elementwise(node, ops)]),
  ),
  ...Object.fromEntries(Object.keys(ACTIVATIONS).map((name) => [name, (node: NodeScope) => elementwise(node, 1)])),
  Sum: (node) => elementwise(node, Math.max(0, node.inputCount - 1)),
  Mean: (node) => elementwise(node, node.inputCount),
};

function elementwise(node: NodeScope, opsPerElement: number): NodeEffect {
  const { opType } = node.node;
  const inputs = node.inputs();
  // Bounds are single numbers; the slope of a PRelu was one a channel before it followed the rules of broadcasting.
  const shaped = opType === 'Clip' || opType === 'PRelu' ? inputs.slice(0, 1) : inputs;
  const dims = broadcastDims(shaped.map((value) => value.dims));
  const typed = opType === 'Where' ? node.input(1) : node.input(0);
  const type = COMPARISONS.includes(opType) ? BOOL : typed.type;
  const data = fold(opType, inputs, dims, type);
  const elements = elementCount(dims);
  return {
    results: [{ type, dims, data }],
    work: elements === 0 ? [] : [kernel(node, inputs, dims, type, opsPerElement * elements)],
  };
}

/** Known elements of the result where all inputs are known and the operator is one of shape arithmetic. */
function fold(
  opType: string,
  inputs: readonly OnnxValue[],
  dims: readonly number[],
  type: number,
): readonly number[] | null {
  const elements = elementCount(dims);
  const known = inputs.map(({ data }) => data);
  if (elements > MAX_FOLDED || known.includes(null)) return null;
  const apply = opType === 'Div' ? divide(type) : FOLDS[opType];
  if (apply === undefined) return null;
  return Array.from({ length: elements }, (_, index) =>
    apply(inputs.map((value, at) => known[at]?.[broadcastIndex(value.dims, dims, index)] ?? 0)),
  );
}

/** Integers are divided towards zero. */
function divide(type: number): Fold {
  return isFloatType(type) ? ([a = 0, b = 1]) => a / b : ([a = 0, b = 1]) => Math.trunc(a / b);
}

function kernel(
  node: NodeScope,
  inputs: readonly OnnxValue[],
  dims: readonly number[],
  type: number,
  ops: number,
): Operator {
  const { opType } = node.node;
  const isFloat = isFloatType(type);
  const n = dims.at(-1) ?? 1;
  const m = elementCount(dims) / n;
  const whole = inputs.every((value) => elementCount(value.dims) === elementCount(dims));
  const activation = ACTIVATIONS[opType];
  if (isFloat && activation !== undefined && inputs.length === 1)
    return { kind: 'activation', op: activation, m, n, dtype: node.productDtype(type) };
  if (isFloat && whole && inputs.length === 2 && (opType === 'Add' || opType === 'Mul' || opType === 'Sum'))
    return { kind: 'elementwise', op: opType === 'Mul' ? 'mul' : 'add', m, n, dtype: node.productDtype(type) };
  return node.stream(opType, ops, [{ type, dims }]);
}
