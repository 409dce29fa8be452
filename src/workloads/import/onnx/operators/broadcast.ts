import { NodeFault } from '../model/node-scope.js';

/** Sizes of the result of an operation on tensors of different sizes: from the back, equal or 1. */
export function broadcastDims(all: readonly (readonly number[])[]): number[] {
  const rank = Math.max(0, ...all.map((dims) => dims.length));
  return Array.from({ length: rank }, (_, axis) => {
    let size = 1;
    for (const dims of all) {
      const own = dims[dims.length - rank + axis] ?? 1;
      if (own === 1 || own === size) continue;
      if (size !== 1)
        throw new NodeFault(`The sizes ${all.map((one) => `[${one.join(', ')}]`).join(' and ')} do not agree.`);
      size = own;
    }
    return size;
  });
}

/** Position in a tensor of `dims` of the element that stands at `index` of the broadcast result. */
export function broadcastIndex(dims: readonly number[], result: readonly number[], index: number): number {
  let rest = index;
  let position = 0;
  let step = 1;
  for (let axis = result.length - 1; axis >= 0; axis--) {
    const size = result[axis] ?? 1;
    const at = rest % size;
    rest = Math.floor(rest / size);
    const own = dims[axis - result.length + dims.length];
    if (own === undefined) continue;
    if (own !== 1) position += at * step;
    step *= own;
  }
  return position;
}
