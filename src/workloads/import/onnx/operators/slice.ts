import type { NodeEffect, NodeScope } from '../model/node-scope.js';
import { NodeFault } from '../model/node-scope.js';
import { moved } from './moved.js';
import { pickData } from './pick-data.js';

/** Parts of axes, with starts and ends as attributes in version 1 and as inputs since version 10. */
export function slice(node: NodeScope): NodeEffect {
  const value = node.input(0);
  const starts = node.ints('starts') ?? node.known(1);
  const ends = node.ints('ends') ?? node.known(2);
  const axes = node.axes(3, value.dims.length) ?? starts.map((_, axis) => axis);
  const steps = node.optional(4) === null ? starts.map(() => 1) : node.known(4);
  const dims = [...value.dims];
  const first = value.dims.map(() => 0);
  const stride = value.dims.map(() => 1);
  axes.forEach((axis, at) => {
    const size = value.dims[axis] ?? 1;
    const step = steps[at] ?? 1;
    if (step === 0) throw new NodeFault('A step is 0.');
    const bound = (position: number) => {
      const front = position < 0 ? position + size : position;
      return step > 0 ? Math.min(size, Math.max(0, front)) : Math.min(size - 1, Math.max(-1, front));
    };
    const [start, end] = [bound(starts[at] ?? 0), bound(ends[at] ?? size)];
    const length = Math.max(0, Math.ceil((end - start) / step));
    dims[axis] = length;
    first[axis] = start;
    stride[axis] = step;
  });
  const taken = pickData(value, dims, (position, from) => {
    for (const [axis, at] of position.entries()) from[axis] = (first[axis] ?? 0) + at * (stride[axis] ?? 1);
  });
  // The part that is taken is read, not the whole.
  return moved(node, dims, [{ ...value, dims }], value.type, taken);
}
