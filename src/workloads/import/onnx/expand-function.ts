import type { OnnxAttribute, OnnxFunction, OnnxGraph, OnnxNode } from './model/onnx-model.js';

/** The graph that a call of a function is, with the attributes of the call in place. */
export function expandFunction(made: OnnxFunction, call: OnnxNode): OnnxGraph {
  const value = (name: string): OnnxAttribute | undefined => call.attributes.get(name) ?? made.defaults.get(name);
  const nodes = made.nodes.map((node): OnnxNode => {
    const attributes = [...node.attributes].flatMap(([name, attribute]): [string, OnnxAttribute][] => {
      const stood = attribute.reference === null ? attribute : value(attribute.reference);
      return stood === undefined ? [] : [[name, stood]];
    });
    return { ...node, attributes: new Map(attributes) };
  });
  const outputs = made.outputs.map((name) => ({ name, elementType: 0, dims: null }));
  return { name: made.name, nodes, initializers: [], inputs: [], outputs, values: [] };
}
