import { MAX_FOLDED, type OnnxTensor } from './model/onnx-model.js';
import type { WireReader } from './wire-reader.js';

const EXTERNAL = 1;

/** Sizes of a stored tensor, and its values where they are few enough to be a shape or a scalar. */
export function readTensor(wire: WireReader): OnnxTensor {
  const tensor = { name: '', elementType: 0, dims: [] as number[], isExternal: false };
  const values: number[] = [];
  let raw: Uint8Array | null = null;
  wire.eachField((field) => {
    switch (field) {
      case 1:
        wire.numbers('int', tensor.dims, 64);
        return true;
      case 2:
        tensor.elementType = wire.int();
        return true;
      case 4:
        wire.numbers('float', values, MAX_FOLDED);
        return true;
      case 5:
      case 7:
      case 11:
        wire.numbers('int', values, MAX_FOLDED);
        return true;
      case 8:
        tensor.name = wire.text();
        return true;
      case 9:
        raw = wire.bytes();
        return true;
      case 10:
        wire.numbers('double', values, MAX_FOLDED);
        return true;
      case 14:
        tensor.isExternal = wire.int() === EXTERNAL;
        return true;
      default:
        return false;
    }
  });
  const elements = tensor.dims.reduce((count, size) => count * size, 1);
  const few = elements <= MAX_FOLDED && !tensor.isExternal;
  const stored = few && raw !== null ? readRaw(raw, tensor.elementType, elements) : values;
  return { ...tensor, values: few && stored !== null && stored.length === elements ? stored : null };
}

/** Little-endian values; null for types that no shape or scalar has, and where the bytes are too few. */
function readRaw(raw: Uint8Array, type: number, elements: number): number[] | null {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const read = RAW_READERS[type];
  if (read === undefined || raw.byteLength !== elements * read.bytes) return null;
  return Array.from({ length: elements }, (_, index) => read.at(view, index * read.bytes));
}

const RAW_READERS: Readonly<Record<number, { bytes: number; at: (view: DataView, offset: number) => number }>> = {
  1: { bytes: 4, at: (view, offset) => view.getFloat32(offset, true) },
  2: { bytes: 1, at: (view, offset) => view.getUint8(offset) },
  3: { bytes: 1, at: (view, offset) => view.getInt8(offset) },
  6: { bytes: 4, at: (view, offset) => view.getInt32(offset, true) },
  7: { bytes: 8, at: (view, offset) => Number(view.getBigInt64(offset, true)) },
  9: { bytes: 1, at: (view, offset) => view.getUint8(offset) },
  11: { bytes: 8, at: (view, offset) => view.getFloat64(offset, true) },
};
