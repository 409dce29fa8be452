import { INT32 } from '../model/element-type.js';
import {
  elementCount,
  type NodeEffect,
  NodeFault,
  type NodeScope,
  type OnnxValue,
  type OperatorRule,
} from '../model/node-scope.js';
import { productWork } from './matrix.js';

export const CONVOLUTION_RULES: Readonly<Record<string, OperatorRule>> = {
  Conv: (node) => convolution(node, node.input(1), node.input(0).type),
  FusedConv: (node) => convolution(node, node.input(1), node.input(0).type),
  ConvInteger: (node) => convolution(node, node.input(1), INT32),
  QLinearConv: (node) => convolution(node, node.input(3), node.input(7).type),
  ConvTranspose: transposed,
  MaxPool: pool,
  AveragePool: pool,
  LpPool: pool,
  GlobalAveragePool: globalPool,
  GlobalMaxPool: globalPool,
  GlobalLpPool: globalPool,
};

interface Window {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  /** Padding before and after, all axes together. */
  readonly pads: readonly number[];
  readonly automatic: string;
  readonly roundsUp: boolean;
}

function windowOf(node: NodeScope, kernel: readonly number[]): Window {
  const axes = kernel.length;
  const list = (name: string, usual: number, length = axes) => {
    const given = node.ints(name) ?? [];
    if (given.length === 0) return new Array<number>(length).fill(usual);
    if (given.length !== length) throw new NodeFault(`${name} lists ${given.length} numbers instead of ${length}.`);
    return given;
  };
  const strides = list('strides', 1);
  const dilations = list('dilations', 1);
  if ([...strides, ...dilations, ...kernel].some((size) => !(size >= 1)))
    throw new NodeFault('A stride, a dilation or a side of the kernel is less than 1.');
  const automatic = node.text('auto_pad', 'NOTSET');
  const padded = list('pads', 0, 2 * axes);
  return { kernel, strides, dilations, pads: padded, automatic, roundsUp: node.int('ceil_mode', 0) === 1 };
}

/** Positions of a window along each axis. */
function outputSides(sides: readonly number[], window: Window): number[] {
  return sides.map((side, axis) => {
    const stride = window.strides[axis] ?? 1;
    if (window.automatic.startsWith('SAME')) return Math.ceil(side / stride);
    const reach = (window.dilations[axis] ?? 1) * ((window.kernel[axis] ?? 1) - 1) + 1;
    const pads = window.automatic === 'VALID' ? 0 : (window.pads[axis] ?? 0) + (window.pads[axis + sides.length] ?? 0);
    const steps = (side + pads - reach) / stride;
    if (steps < 0) throw new NodeFault(`A window of ${reach} is larger than its padded input of ${side + pads}.`);
    return (window.roundsUp ? Math.ceil(steps) : Math.floor(steps)) + 1;
  });
}

/** The product of the unfolded input with the filters, once for each group. */
function convolution(node: NodeScope, weight: OnnxValue, type: number): NodeEffect {
  const x = node.input(0);
  const [batch = 1, channels = 1, ...sides] = x.dims;
  const [filters = 1, depth = 1, ...kernel] = weight.dims;
  const groups = node.int('group', 1);
  if (kernel.length !== sides.length || kernel.length === 0)
    throw new NodeFault(`A filter of [${weight.dims.join(', ')}] does not fit an input of [${x.dims.join(', ')}].`);
  if (!(groups >= 1) || channels !== depth * groups || filters % groups !== 0)
    throw new NodeFault(`${channels} channels and ${filters} filters of depth ${depth} do not make ${groups} groups.`);
  const out = outputSides(sides, windowOf(node, kernel));
  const pixels = batch * elementCount(out);
  const k = depth * elementCount(kernel);
  const dtype = node.productDtype(x.type);
  const work =
    groups === 1
      ? productWork(1, pixels, filters, k, dtype, x, weight)
      : productWork(groups, pixels, filters / groups, k, dtype, NOT_STORED, NOT_STORED);
  return { results: [{ type, dims: [batch, filters, ...out], data: null }], work };
}

/** Groups have weights of their own, so they are as many products. */
const NOT_STORED = { isConstant: false, dims: [] };

function transposed(node: NodeScope): NodeEffect {
  const [x, weight] = [node.input(0), node.input(1)];
  const [batch = 1, channels = 1, ...sides] = x.dims;
  const [, perGroup = 1, ...kernel] = weight.dims;
  const groups = node.int('group', 1);
  const window = windowOf(node, kernel);
  const given = node.ints('output_shape') ?? [];
  const extra = node.ints('output_padding') ?? [];
  const out = sides.map((side, axis) => {
    const stride = window.strides[axis] ?? 1;
    if (given.length > 0) return given[given.length - sides.length + axis] ?? 1;
    if (window.automatic.startsWith('SAME')) return side * stride;
    const reach = (window.dilations[axis] ?? 1) * ((window.kernel[axis] ?? 1) - 1) + 1;
    return (
      stride * (side - 1) +
      (extra[axis] ?? 0) +
      reach -
      (window.pads[axis] ?? 0) -
      (window.pads[axis + sides.length] ?? 0)
    );
  });
  if (out.some((side) => !(side >= 1))) throw new NodeFault('The padding leaves no output.');
  const pixels = batch * elementCount(sides);
  const n = perGroup * elementCount(kernel);
  const dtype = node.productDtype(x.type);
  const stored = groups === 1 ? weight : NOT_STORED;
  const work = productWork(groups, pixels, n, channels / groups, dtype, NOT_STORED, stored);
  return { results: [{ type: x.type, dims: [batch, perGroup * groups, ...out], data: null }], work };
}

function pool(node: NodeScope): NodeEffect {
  const { type, dims } = node.input(0);
  const kernel = node.ints('kernel_shape') ?? [];
  const [batch = 1, channels = 1, ...sides] = dims;
  if (kernel.length !== sides.length) throw new NodeFault(`A window of ${kernel.length} sides does not fit the input.`);
  const result = { type, dims: [batch, channels, ...outputSides(sides, windowOf(node, kernel))], data: null };
  const work = node.stream(node.node.opType, elementCount(result.dims) * elementCount(kernel), [result]);
  return { results: node.node.outputs.map(() => result), work: [work] };
}

function globalPool(node: NodeScope): NodeEffect {
  const { type, dims } = node.input(0);
  const result = { type, dims: dims.map((size, axis) => (axis < 2 ? size : 1)), data: null };
  return { results: [result], work: [node.stream(node.node.opType, elementCount(dims), [result])] };
}
