import { elementCount, type NodeEffect, NodeFault, type NodeScope, type OnnxValue } from '../model/node-scope.js';

/** A copy of elements to other places: `read` is read in full, the result written, nothing computed. */
export function moved(
  node: NodeScope,
  dims: readonly number[],
  read: readonly OnnxValue[],
  type = node.input(0).type,
  data: readonly number[] | null = null,
): NodeEffect {
  if (dims.some((size) => !(Number.isInteger(size) && size >= 0)))
    throw new NodeFault(`The sizes would be [${dims.join(', ')}].`);
  const result = { type, dims, data };
  const work = elementCount(dims) === 0 ? [] : [node.stream(node.node.opType, 0, [result], [...read])];
  return { results: [result], work };
}
