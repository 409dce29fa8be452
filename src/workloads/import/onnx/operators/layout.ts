import {
  elementCount,
  type NodeEffect,
  NodeFault,
  type NodeScope,
  type OnnxValue,
  type OperatorRule,
} from '../model/node-scope.js';

/** Operators that give the same elements other sizes or another type: no memory is moved unless the type changes. */
export const LAYOUT_RULES: Readonly<Record<string, OperatorRule>> = {
  Identity: (node) => view(node.input(0), node.input(0).dims),
  // At inference it passes its input on; its mask is not used.
  Dropout: (node) => {
    const value = node.input(0);
    return { results: node.node.outputs.map(() => value), work: [] };
  },
  Reshape: reshape,
  Flatten: (node) => {
    const value = node.input(0);
    const axis = node.int('axis', 1);
    const at = axis < 0 ? axis + value.dims.length : axis;
    return view(value, [elementCount(value.dims.slice(0, at)), elementCount(value.dims.slice(at))]);
  },
  Squeeze: (node) => {
    const value = node.input(0);
    const axes = node.axes(1, value.dims.length);
    return view(
      value,
      value.dims.filter((size, axis) => (axes === null ? size !== 1 : !axes.includes(axis))),
    );
  },
  Unsqueeze: unsqueeze,
  Cast: (node) => cast(node, node.int('to', 1)),
};

function view(value: OnnxValue, dims: readonly number[]): NodeEffect {
  return { results: [{ type: value.type, dims, data: value.data }], work: [] };
}

/** In a shape, 0 keeps the size of the input and -1 takes what is left. */
function reshape(node: NodeScope): NodeEffect {
  const value = node.input(0);
  const shape = node.ints('shape') ?? node.known(1);
  const keepsZero = node.int('allowzero', 0) === 0;
  const dims = shape.map((size, axis) => (size === 0 && keepsZero ? (value.dims[axis] ?? 1) : size));
  const elements = elementCount(value.dims);
  const rest = dims.reduce((product, size) => (size === -1 ? product : product * size), 1);
  const open = dims.indexOf(-1);
  if (open >= 0) dims[open] = rest === 0 ? 0 : elements / rest;
  if (dims.some((size) => !(Number.isInteger(size) && size >= 0)) || elementCount(dims) !== elements)
    throw new NodeFault(`[${value.dims.join(', ')}] cannot become [${shape.slice(0, 16).join(', ')}].`);
  return view(value, dims);
}

function unsqueeze(node: NodeScope): NodeEffect {
  const value = node.input(0);
  const given = node.ints('axes') ?? node.known(1);
  const rank = value.dims.length + given.length;
  const axes = given.map((axis) => node.axis(axis, rank));
  const left = [...value.dims];
  return view(
    value,
    Array.from({ length: rank }, (_, axis) => (axes.includes(axis) ? 1 : (left.shift() ?? 1))),
  );
}

function cast(node: NodeScope, type: number): NodeEffect {
  const value = node.input(0);
  const result = { type, dims: value.dims, data: castData(value, type) };
  return { results: [result], work: type === value.type ? [] : [node.stream('Cast', 0, [result])] };
}

/** Known elements keep their value; those that become integers lose their fraction, those that become truth values, all else. */
function castData({ data }: OnnxValue, type: number): readonly number[] | null {
  if (data === null) return null;
  if (type === 9) return data.map((one) => Number(one !== 0));
  return [1, 10, 11, 16].includes(type) ? data : data.map((one) => Math.trunc(one));
}
