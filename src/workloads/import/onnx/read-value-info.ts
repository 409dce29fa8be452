import type { OnnxValueInfo } from './model/onnx-model.js';
import type { WireReader } from './wire-reader.js';

/** Name, element type and sizes of a value that is a tensor; other kinds of value have element type 0 and no shape. */
export function readValueInfo(wire: WireReader): OnnxValueInfo {
  let name = '';
  let elementType = 0;
  let dims: OnnxValueInfo['dims'] = null;
  const readTensorType = () =>
    wire.eachField((field) => {
      if (field === 1) elementType = wire.int();
      else if (field === 2) dims = wire.message(() => readShape(wire));
      else return false;
      return true;
    });
  const readType = () =>
    wire.eachField((field) => {
      if (field !== 1) return false;
      wire.message(readTensorType);
      return true;
    });
  wire.eachField((field) => {
    if (field === 1) name = wire.text();
    else if (field === 2) wire.message(readType);
    else return false;
    return true;
  });
  return { name, elementType, dims };
}

function readShape(wire: WireReader): (number | string | null)[] {
  const dims: (number | string | null)[] = [];
  wire.eachField((field) => {
    if (field !== 1) return false;
    dims.push(
      wire.message(() => {
        let size: number | string | null = null;
        wire.eachField((part) => {
          if (part === 1) size = wire.int();
          else if (part === 2) size = openName(wire.text().slice(0, 200));
          else return false;
          return true;
        });
        // Exporters write 0 and -1 for sizes that are open.
        return typeof size === 'number' && size <= 0 ? null : size;
      }),
    );
    return true;
  });
  return dims;
}

/** The name of an open size; some exporters write a question mark for every size without one. */
function openName(name: string): string | null {
  return name === '' || name === '?' ? null : name;
}
