/** What the importer keeps of an ONNX file; weights are known by their sizes alone. */
export interface OnnxModel {
  readonly producer: string;
  /** Version of each operator set, by domain; the standard one is the empty text. */
  readonly opsets: ReadonlyMap<string, number>;
  readonly graph: OnnxGraph;
  /** Operators that the file defines for itself. */
  readonly functions: readonly OnnxFunction[];
}

/** An operator as a graph of others; its attributes stand where nodes refer to them by name. */
export interface OnnxFunction {
  readonly name: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly nodes: readonly OnnxNode[];
  readonly defaults: ReadonlyMap<string, OnnxAttribute>;
}

export interface OnnxGraph {
  readonly name: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValueInfo[];
  readonly outputs: readonly OnnxValueInfo[];
  readonly values: readonly OnnxValueInfo[];
}

export interface OnnxNode {
  readonly name: string;
  readonly opType: string;
  readonly domain: string;
  /** Empty where an optional input is left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
}

export interface OnnxAttribute {
  readonly float: number | null;
  readonly int: number | null;
  readonly text: string | null;
  readonly floats: readonly number[];
  readonly ints: readonly number[];
  readonly tensor: OnnxTensor | null;
  readonly graph: OnnxGraph | null;
  /** Attribute of the surrounding function that it stands for. */
  readonly reference: string | null;
}

export interface OnnxTensor {
  readonly name: string;
  readonly elementType: number;
  readonly dims: readonly number[];
  /** Null for tensors of more than `MAX_FOLDED` elements, texts, and values outside the file. */
  readonly values: readonly number[] | null;
  readonly isExternal: boolean;
}

export interface OnnxValueInfo {
  readonly name: string;
  readonly elementType: number;
  /** A size, the name of an open size, or null where neither is given; null as a whole without a shape. */
  readonly dims: readonly (number | string | null)[] | null;
}

/** Elements up to which values are followed through the graph; shapes and scalars are far smaller. */
export const MAX_FOLDED = 1024;
