import { FLOAT, INT8 } from '../model/element-type.js';
import { elementCount, type NodeEffect, type NodeScope, type OperatorRule } from '../model/node-scope.js';

export const QUANTIZATION_RULES: Readonly<Record<string, OperatorRule>> = {
  QuantizeLinear: (node) => convert(node, node.optional(2)?.type ?? 2),
  DequantizeLinear: (node) => convert(node, node.input(1).type),
  DynamicQuantizeLinear: (node) => {
    const { dims } = node.input(0);
    const result = { type: 2, dims, data: null };
    const scalar = { type: FLOAT, dims: [], data: null };
    // One pass for the range and one to convert.
    const work = node.stream('DynamicQuantizeLinear', 4 * elementCount(dims), [result], [node.input(0), node.input(0)]);
    return { results: [result, scalar, { ...scalar, type: INT8 }], work: [work] };
  },
};

/** Scale and shift: two operations an element. */
function convert(node: NodeScope, type: number): NodeEffect {
  const { dims } = node.input(0);
  const result = { type, dims, data: null };
  return { results: [result], work: [node.stream(node.node.opType, 2 * elementCount(dims), [result])] };
}
