import { elementCount, type OnnxValue } from '../model/node-scope.js';
import { MAX_FOLDED } from '../model/onnx-model.js';

/**
 * Known elements of a rearranged tensor of `dims`: `source` writes the position in `value` of the result's element at
 * `position` into `from`. Null where the elements are not known or too many.
 */
export function pickData(
  value: OnnxValue,
  dims: readonly number[],
  source: (position: readonly number[], from: number[]) => void,
): number[] | null {
  const elements = elementCount(dims);
  if (value.data === null || elements > MAX_FOLDED) return null;
  const position = dims.map(() => 0);
  const from = value.dims.map(() => 0);
  const picked: number[] = [];
  for (let index = 0; index < elements; index++) {
    source(position, from);
    const offset = from.reduce((sum, at, axis) => sum * (value.dims[axis] ?? 1) + at, 0);
    picked.push(value.data[offset] ?? Number.NaN);
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      position[axis] = (position[axis] ?? 0) + 1;
      if ((position[axis] ?? 0) < (dims[axis] ?? 1)) break;
      position[axis] = 0;
    }
  }
  return picked;
}
