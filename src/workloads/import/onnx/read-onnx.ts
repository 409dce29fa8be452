import {
  MAX_FOLDED,
  type OnnxAttribute,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxValueInfo,
} from './onnx-model.js';
import { readTensor } from './read-tensor.js';
import { WireFault, WireReader } from './wire-reader.js';

const MAX_NODES = 250_000;

/**
 * Reads the parts of an ONNX model that decide operators and shapes. Field numbers are those of the format's public
 * definition (onnx/onnx.proto, ONNX 1.x); weights are skipped. Throws a WireFault for bytes that are no model.
 */
export function readOnnx(bytes: Uint8Array): OnnxModel {
  const wire = new WireReader(bytes);
  const counter = { nodes: 0 };
  const opsets = new Map<string, number>();
  const functions: string[] = [];
  let producer = '';
  let graph: OnnxGraph | null = null;
  wire.eachField((field) => {
    if (field === 2) producer = wire.text().slice(0, 100);
    else if (field === 7) graph = wire.message(() => readGraph(wire, counter));
    else if (field === 8) {
      const { domain, version } = wire.message(() => readOpset(wire));
      opsets.set(domain === 'ai.onnx' ? '' : domain, version);
    } else if (field === 25) functions.push(wire.message(() => readName(wire, 1)));
    else return false;
    return true;
  });
  if (graph === null) throw new WireFault('The file holds no graph.');
  return { producer, opsets, graph, functions };
}

function readOpset(wire: WireReader): { domain: string; version: number } {
  let domain = '';
  let version = 0;
  wire.eachField((field) => {
    if (field === 1) domain = wire.text();
    else if (field === 2) version = wire.int();
    else return false;
    return true;
  });
  return { domain, version };
}

/** The text of one field of a message of which nothing else matters. */
function readName(wire: WireReader, wanted: number): string {
  let name = '';
  wire.eachField((field) => {
    if (field !== wanted) return false;
    name = wire.text();
    return true;
  });
  return name;
}

function readGraph(wire: WireReader, counter: { nodes: number }): OnnxGraph {
  const graph = {
    name: '',
    nodes: [] as OnnxNode[],
    initializers: [] as ReturnType<typeof readTensor>[],
    inputs: [] as OnnxValueInfo[],
    outputs: [] as OnnxValueInfo[],
    values: [] as OnnxValueInfo[],
  };
  wire.eachField((field) => {
    switch (field) {
      case 1:
        if (++counter.nodes > MAX_NODES) throw new WireFault(`The graph has more than ${MAX_NODES} nodes.`);
        graph.nodes.push(wire.message(() => readNode(wire, counter)));
        return true;
      case 2:
        graph.name = wire.text().slice(0, 200);
        return true;
      case 5:
        graph.initializers.push(wire.message(() => readTensor(wire)));
        return true;
      case 11:
        graph.inputs.push(wire.message(() => readValueInfo(wire)));
        return true;
      case 12:
        graph.outputs.push(wire.message(() => readValueInfo(wire)));
        return true;
      case 13:
        graph.values.push(wire.message(() => readValueInfo(wire)));
        return true;
      default:
        return false;
    }
  });
  return graph;
}

function readNode(wire: WireReader, counter: { nodes: number }): OnnxNode {
  const node = {
    name: '',
    opType: '',
    domain: '',
    inputs: [] as string[],
    outputs: [] as string[],
    attributes: new Map<string, OnnxAttribute>(),
  };
  wire.eachField((field) => {
    switch (field) {
      case 1:
        node.inputs.push(wire.text());
        return true;
      case 2:
        node.outputs.push(wire.text());
        return true;
      case 3:
        node.name = wire.text().slice(0, 200);
        return true;
      case 4:
        node.opType = wire.text().slice(0, 100);
        return true;
      case 5: {
        const [name, attribute] = wire.message(() => readAttribute(wire, counter));
        node.attributes.set(name, attribute);
        return true;
      }
      case 7:
        node.domain = wire.text().slice(0, 100);
        return true;
      default:
        return false;
    }
  });
  if (node.domain === 'ai.onnx') node.domain = '';
  return node;
}

function readAttribute(wire: WireReader, counter: { nodes: number }): [string, OnnxAttribute] {
  let name = '';
  let kind = 0;
  const attribute = {
    float: null as number | null,
    int: null as number | null,
    text: null as string | null,
    floats: [] as number[],
    ints: [] as number[],
    tensor: null as OnnxAttribute['tensor'],
    graph: null as OnnxGraph | null,
  };
  wire.eachField((field) => {
    switch (field) {
      case 1:
        name = wire.text();
        return true;
      case 2:
        attribute.float = wire.float();
        return true;
      case 3:
        attribute.int = wire.int();
        return true;
      case 4:
        attribute.text = wire.text().slice(0, 1000);
        return true;
      case 5:
        attribute.tensor = wire.message(() => readTensor(wire));
        return true;
      case 6:
        attribute.graph = wire.message(() => readGraph(wire, counter));
        return true;
      case 7:
        wire.numbers('float', attribute.floats, MAX_FOLDED);
        return true;
      case 8:
        wire.numbers('int', attribute.ints, MAX_FOLDED);
        return true;
      case 20:
        kind = wire.int();
        return true;
      default:
        return false;
    }
  });
  // Some writers leave out values that are zero or empty; the kind tells that there is one.
  if (kind === 1) attribute.float ??= 0;
  if (kind === 2) attribute.int ??= 0;
  if (kind === 3) attribute.text ??= '';
  return [name, attribute];
}

/** Name, element type and sizes of a value that is a tensor; other kinds of value have element type 0 and no shape. */
function readValueInfo(wire: WireReader): OnnxValueInfo {
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
