import { type NodeEffect, NodeFault, type NodeScope, type OperatorRule } from '../model/node-scope.js';
import { MAX_FOLDED } from '../model/onnx-model.js';
import { broadcastDims } from './broadcast.js';
import { moved } from './moved.js';
import { pickData } from './pick-data.js';
import { slice } from './slice.js';

/** Operators that copy elements to other places: no arithmetic, memory in and out. */
export const MOVEMENT_RULES: Readonly<Record<string, OperatorRule>> = {
  Transpose: transpose,
  Concat: concat,
  Split: split,
  Slice: slice,
  Gather: gather,
  GatherElements: (node) => moved(node, node.input(1).dims, [node.input(1)]),
  GatherND: gatherNd,
  ScatterElements: (node) => moved(node, node.input(0).dims, node.inputs()),
  ScatterND: (node) => moved(node, node.input(0).dims, node.inputs()),
  Expand: (node) => {
    const value = node.input(0);
    const dims = broadcastDims([value.dims, node.known(1)]);
    const spread = pickData(value, dims, (position, from) => {
      const lead = dims.length - value.dims.length;
      for (const [axis, size] of value.dims.entries()) from[axis] = size === 1 ? 0 : (position[axis + lead] ?? 0);
    });
    return moved(node, dims, [value], value.type, spread);
  },
  Tile: (node) =>
    moved(
      node,
      node.input(0).dims.map((size, axis) => size * (node.known(1)[axis] ?? 1)),
      [node.input(0)],
    ),
  Pad: pad,
  Trilu: (node) => moved(node, node.input(0).dims, [node.input(0)]),
  DepthToSpace: (node) => {
    const [n = 1, c = 1, h = 1, w = 1] = node.input(0).dims;
    const side = node.int('blocksize', 1);
    return moved(node, [n, c / (side * side), h * side, w * side], [node.input(0)]);
  },
  SpaceToDepth: (node) => {
    const [n = 1, c = 1, h = 1, w = 1] = node.input(0).dims;
    const side = node.int('blocksize', 1);
    return moved(node, [n, c * side * side, h / side, w / side], [node.input(0)]);
  },
  Resize: resize,
  Upsample: resize,
  OneHot: (node) => {
    const dims = [...node.input(0).dims];
    const axis = node.int('axis', -1);
    dims.splice(axis < 0 ? axis + dims.length + 1 : axis, 0, node.known(1)[0] ?? 1);
    return moved(node, dims, [node.input(0)], node.input(2).type);
  },
};

function transpose(node: NodeScope): NodeEffect {
  const value = node.input(0);
  const order = node.ints('perm') ?? value.dims.map((_, axis) => value.dims.length - 1 - axis);
  if (order.length !== value.dims.length || new Set(order).size !== order.length)
    throw new NodeFault(`The order [${order.join(', ')}] does not fit [${value.dims.join(', ')}].`);
  const dims = order.map((axis) => value.dims[axis] ?? Number.NaN);
  // Moving a size of 1 leaves every element where it is.
  const long = order.filter((axis) => value.dims[axis] !== 1);
  const inPlace = long.every((axis, at) => at === 0 || axis > (long[at - 1] ?? -1));
  if (inPlace) return { results: [{ type: value.type, dims, data: value.data }], work: [] };
  const turned = pickData(value, dims, (position, from) => {
    for (const [at, axis] of order.entries()) from[axis] = position[at] ?? 0;
  });
  return moved(node, dims, [value], value.type, turned);
}

function concat(node: NodeScope): NodeEffect {
  const parts = node.inputs();
  const first = node.input(0);
  const axis = node.axis(node.int('axis', 1), first.dims.length);
  const agree = parts.every(
    ({ dims }) => dims.length === first.dims.length && dims.every((size, at) => at === axis || size === first.dims[at]),
  );
  if (!agree)
    throw new NodeFault(
      `The sizes ${parts
        .slice(0, 4)
        .map(({ dims }) => `[${dims.join(', ')}]`)
        .join(', ')} do not agree.`,
    );
  const length = parts.reduce((sum, { dims }) => sum + (dims[axis] ?? 0), 0);
  const dims = first.dims.map((size, at) => (at === axis ? length : size));
  const known = first.dims.length === 1 && length <= MAX_FOLDED && parts.every(({ data }) => data !== null);
  return moved(node, dims, parts, first.type, known ? parts.flatMap(({ data }) => data ?? []) : null);
}

function split(node: NodeScope): NodeEffect {
  const value = node.input(0);
  const axis = node.axis(node.int('axis', 0), value.dims.length);
  const whole = value.dims[axis] ?? 1;
  const parts = node.node.outputs.length;
  const even = Math.ceil(whole / parts);
  const given = node.ints('split') ?? (node.optional(1) === null ? null : node.known(1));
  const sizes = given ?? Array.from({ length: parts }, (_, at) => Math.min(even, whole - at * even));
  if (sizes.length !== parts || sizes.some((size) => size < 0) || sizes.reduce((sum, size) => sum + size, 0) !== whole)
    throw new NodeFault(`${whole} cannot be split into ${parts} parts of [${sizes.slice(0, 16).join(', ')}].`);
  let start = 0;
  const results = sizes.map((size) => {
    const data = value.dims.length === 1 && value.data !== null ? value.data.slice(start, start + size) : null;
    start += size;
    return { type: value.type, dims: value.dims.map((own, at) => (at === axis ? size : own)), data };
  });
  return { results, work: [node.stream('Split', 0, results, [value])] };
}

function gather(node: NodeScope): NodeEffect {
  const [value, indices] = [node.input(0), node.input(1)];
  const axis = node.axis(node.int('axis', 0), value.dims.length);
  const dims = [...value.dims.slice(0, axis), ...indices.dims, ...value.dims.slice(axis + 1)];
  const { data } = value;
  const taken =
    value.dims.length === 1 && data !== null && indices.data !== null
      ? indices.data.map((at) => data[at < 0 ? at + data.length : at] ?? Number.NaN)
      : null;
  if (taken?.includes(Number.NaN)) throw new NodeFault(`An index lies outside the ${value.dims[0]} elements.`);
  // The rows that are taken are read, not the whole table.
  return moved(node, dims, [indices, { ...value, dims }], value.type, taken);
}

function gatherNd(node: NodeScope): NodeEffect {
  const [value, indices] = [node.input(0), node.input(1)];
  const batch = node.int('batch_dims', 0);
  const depth = indices.dims.at(-1) ?? 1;
  const dims = [...indices.dims.slice(0, -1), ...value.dims.slice(batch + depth)];
  return moved(node, dims, [indices, { ...value, dims }]);
}

function pad(node: NodeScope): NodeEffect {
  const value = node.input(0);
  const pads = node.ints('pads') ?? node.ints('paddings') ?? node.known(1);
  const axes = node.optional(3) === null ? value.dims.map((_, axis) => axis) : (node.axes(3, value.dims.length) ?? []);
  if (pads.length !== 2 * axes.length) throw new NodeFault(`It has ${pads.length} pads for ${axes.length} axes.`);
  const dims = [...value.dims];
  axes.forEach((axis, at) => {
    dims[axis] = (dims[axis] ?? 0) + (pads[at] ?? 0) + (pads[at + axes.length] ?? 0);
  });
  return moved(node, dims, [value]);
}

/** Sizes, or factors for them; one interpolation of some eight operations an element is not counted as arithmetic. */
function resize(node: NodeScope): NodeEffect {
  const value = node.input(0);
  const last = node.inputCount - 1;
  const sizes = last >= 3 && node.optional(3) !== null ? node.known(3) : null;
  const factors =
    node.attribute('scales')?.floats ??
    (sizes === null ? node.known(Math.min(last, node.node.opType === 'Upsample' ? 1 : 2)) : []);
  const dims = sizes ?? value.dims.map((size, axis) => Math.floor(size * (factors[axis] ?? 1)));
  return moved(node, dims, [value]);
}
