import { FLOAT, INT64 } from '../model/element-type.js';
import { elementCount, type NodeEffect, NodeFault, type NodeScope, type OperatorRule } from '../model/node-scope.js';
import { MAX_FOLDED } from '../model/onnx-model.js';

/** Operators whose results are known before the run, at no cost in it. */
export const CONSTANT_RULES: Readonly<Record<string, OperatorRule>> = {
  Constant: constant,
  ConstantOfShape: filled,
  Shape: (node) => {
    const { dims } = node.input(0);
    const shape = dims.slice(node.int('start', 0), node.attribute('end')?.int ?? dims.length);
    return free(INT64, [shape.length], shape);
  },
  Size: (node) => free(INT64, [], [elementCount(node.input(0).dims)]),
  Range: range,
  EyeLike: (node) => {
    const { type, dims } = node.input(0);
    return free(node.int('dtype', type), dims, null);
  },
  RandomNormal: drawn,
  RandomUniform: drawn,
};

function free(type: number, dims: readonly number[], data: readonly number[] | null): NodeEffect {
  return { results: [{ type, dims, data }], work: [] };
}

function constant(node: NodeScope): NodeEffect {
  const tensor = node.attribute('value')?.tensor;
  if (tensor) return free(tensor.elementType, tensor.dims, tensor.values);
  const int = node.attribute('value_int')?.int;
  if (int != null) return free(INT64, [], [int]);
  const float = node.attribute('value_float')?.float;
  if (float != null) return free(FLOAT, [], [float]);
  const ints = node.ints('value_ints');
  if (ints !== null) return free(INT64, [ints.length], ints);
  const floats = node.attribute('value_floats')?.floats;
  if (floats !== undefined) return free(FLOAT, [floats.length], floats);
  throw new NodeFault('It holds no tensor and no numbers.');
}

function filled(node: NodeScope): NodeEffect {
  const dims = node.known(0);
  if (dims.some((size) => !(Number.isInteger(size) && size >= 0)))
    throw new NodeFault(`[${dims.slice(0, 8).join(', ')}] is no shape.`);
  const value = node.attribute('value')?.tensor;
  const fill = value ? (value.values?.[0] ?? null) : 0;
  const elements = elementCount(dims);
  const data = fill === null || elements > MAX_FOLDED ? null : new Array<number>(elements).fill(fill);
  return free(value?.elementType ?? FLOAT, dims, data);
}

function range(node: NodeScope): NodeEffect {
  const [start = 0] = node.known(0);
  const [limit = 0] = node.known(1);
  const [step = 1] = node.known(2);
  const length = Math.max(0, Math.ceil((limit - start) / step));
  elementCount([length]);
  const data = length > MAX_FOLDED ? null : Array.from({ length }, (_, index) => start + index * step);
  return free(node.input(0).type, [length], data);
}

function drawn(node: NodeScope): NodeEffect {
  const result = { type: node.int('dtype', FLOAT), dims: node.ints('shape') ?? [], data: null };
  return { results: [result], work: [node.stream(node.node.opType, elementCount(result.dims), [result])] };
}
