import {
  MAX_FOLDED,
  type OnnxAttribute,
  type OnnxFunction,
  type OnnxGraph,
  type OnnxModel,
  type OnnxNode,
  type OnnxValueInfo,
} from './model/onnx-model.js';
import { readTensor } from './read-tensor.js';
import { readValueInfo } from './read-value-info.js';
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
  const functions: OnnxFunction[] = [];
  let producer = '';
  let graph: OnnxGraph | null = null;
  wire.eachField((field) => {
    if (field === 2) producer = wire.text().slice(0, 100);
    else if (field === 7) graph = wire.message(() => readGraph(wire, counter));
    else if (field === 8) {
      const { domain, version } = wire.message(() => readOpset(wire));
      opsets.set(domain === 'ai.onnx' ? '' : domain, version);
    } else if (field === 25) functions.push(wire.message(() => readFunction(wire, counter)));
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

function readFunction(wire: WireReader, counter: { nodes: number }): OnnxFunction {
  const made = {
    name: '',
    domain: '',
    inputs: [] as string[],
    outputs: [] as string[],
    nodes: [] as OnnxNode[],
    defaults: new Map<string, OnnxAttribute>(),
  };
  wire.eachField((field) => {
    switch (field) {
      case 1:
        made.name = wire.text().slice(0, 100);
        return true;
      case 4:
        made.inputs.push(wire.text());
        return true;
      case 5:
        made.outputs.push(wire.text());
        return true;
      case 7:
        if (++counter.nodes > MAX_NODES) throw new WireFault(`The graph has more than ${MAX_NODES} nodes.`);
        made.nodes.push(wire.message(() => readNode(wire, counter)));
        return true;
      case 10:
        made.domain = wire.text().slice(0, 100);
        return true;
      case 11: {
        const [name, attribute] = wire.message(() => readAttribute(wire, counter));
        made.defaults.set(name, attribute);
        return true;
      }
      default:
        return false;
    }
  });
  return made;
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
    reference: null as string | null,
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
      case 21:
        attribute.reference = wire.text().slice(0, 200) || null;
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
