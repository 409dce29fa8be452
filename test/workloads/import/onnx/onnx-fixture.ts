import protobuf from 'protobufjs';
import { importOnnx, type OnnxImport } from '../../../../src/workloads/import/onnx/import-onnx.js';
import { operatorCost } from '../../../../src/workloads/index.js';

/** The parts of the public format definition that the tests write, field by field. */
const PROTO = `
syntax = "proto3";
message AttributeProto {
  string name = 1; float f = 2; int64 i = 3; bytes s = 4; TensorProto t = 5; GraphProto g = 6;
  repeated float floats = 7; repeated int64 ints = 8; repeated bytes strings = 9; int32 type = 20;
  string ref_attr_name = 21;
}
message ValueInfoProto { string name = 1; TypeProto type = 2; string doc_string = 3; }
message NodeProto {
  repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4;
  repeated AttributeProto attribute = 5; string doc_string = 6; string domain = 7;
}
message ModelProto {
  int64 ir_version = 1; string producer_name = 2; int64 model_version = 5; GraphProto graph = 7;
  repeated OperatorSetIdProto opset_import = 8; repeated FunctionProto functions = 25;
}
message FunctionProto {
  string name = 1; repeated string input = 4; repeated string output = 5; repeated string attribute = 6;
  repeated NodeProto node = 7; string domain = 10; repeated AttributeProto attribute_proto = 11;
}
message OperatorSetIdProto { string domain = 1; int64 version = 2; }
message GraphProto {
  repeated NodeProto node = 1; string name = 2; repeated TensorProto initializer = 5; string doc_string = 10;
  repeated ValueInfoProto input = 11; repeated ValueInfoProto output = 12; repeated ValueInfoProto value_info = 13;
}
message StringStringEntryProto { string key = 1; string value = 2; }
message TensorProto {
  repeated int64 dims = 1; int32 data_type = 2; repeated float float_data = 4; repeated int32 int32_data = 5;
  repeated int64 int64_data = 7; string name = 8; bytes raw_data = 9;
  repeated StringStringEntryProto external_data = 13; int32 data_location = 14;
}
message Dimension { oneof value { int64 dim_value = 1; string dim_param = 2; } }
message TensorShapeProto { repeated Dimension dim = 1; }
message TensorTypeProto { int32 elem_type = 1; TensorShapeProto shape = 2; }
message TypeProto { TensorTypeProto tensor_type = 1; }
`;

const root = protobuf.parse(PROTO, { keepCase: true }).root;
const Model = root.lookupType('ModelProto');

export const FLOAT = 1;
export const INT64 = 7;

type Fields = Readonly<Record<string, unknown>>;

/** An attribute by the kind of its value. */
export function attribute(name: string, value: number | string | readonly number[] | Fields): Fields {
  if (typeof value === 'number') return { name, i: value, type: 2 };
  if (typeof value === 'string') return { name, s: new TextEncoder().encode(value), type: 3 };
  if (Array.isArray(value)) return { name, ints: value, type: 7 };
  return 'node' in (value as Fields) ? { name, g: value, type: 5 } : { name, t: value, type: 4 };
}

export function node(
  op_type: string,
  input: readonly string[],
  output: readonly string[],
  attributes: Readonly<Record<string, Parameters<typeof attribute>[1]>> = {},
  domain = '',
): Fields {
  const attributeList = Object.entries(attributes).map(([name, value]) => attribute(name, value));
  return { op_type, input, output, name: '', attribute: attributeList, domain };
}

export function info(name: string, dims: readonly (number | string)[], elem_type = FLOAT): Fields {
  const dim = dims.map((size) => (typeof size === 'number' ? { dim_value: size } : { dim_param: size }));
  return { name, type: { tensor_type: { elem_type, shape: { dim } } } };
}

/** A weight of which only the sizes matter. */
export function weight(name: string, dims: readonly number[], data_type = FLOAT): Fields {
  return { name, dims, data_type, raw_data: new Uint8Array(0) };
}

export function int64s(name: string, values: readonly number[], dims: readonly number[] = [values.length]): Fields {
  return { name, dims, data_type: INT64, int64_data: values };
}

export interface GraphParts {
  readonly node: readonly Fields[];
  readonly input?: readonly Fields[];
  readonly output?: readonly Fields[];
  readonly initializer?: readonly Fields[];
  readonly value_info?: readonly Fields[];
}

/** An operator of domain `own` that the file defines; `attributes` of its nodes may be `{ ref: name }`. */
export function madeFunction(
  name: string,
  input: readonly string[],
  output: readonly string[],
  nodes: readonly Fields[],
): Fields {
  return { name, domain: 'own', input, output, node: nodes };
}

/** A node whose attribute stands for one of the function around it. */
export function referring(base: Fields, name: string, reference: string): Fields {
  return { ...base, attribute: [{ name, ref_attr_name: reference, type: 2 }] };
}

export function encode(graph: GraphParts, opset = 17, functions: readonly Fields[] = []): Uint8Array {
  const model = {
    ir_version: 8,
    producer_name: 'test',
    graph: { name: 'test', ...graph },
    opset_import: [{ domain: '', version: opset }],
    functions,
  };
  return Model.encode(Model.fromObject(model)).finish();
}

export interface ReadOptions {
  readonly dims?: Readonly<Record<string, number>>;
  readonly values?: Readonly<Record<string, number>>;
  readonly allowUnknown?: boolean;
  readonly opset?: number;
}

export function readBytes(bytes: Uint8Array, given: ReadOptions = {}): OnnxImport {
  return importOnnx('model.onnx', bytes, {
    dims: new Map(Object.entries(given.dims ?? {})),
    values: new Map(Object.entries(given.values ?? {})),
    dtype: null,
    allowUnknown: given.allowUnknown ?? false,
  });
}

export function read(graph: GraphParts, given: ReadOptions = {}): OnnxImport {
  return readBytes(encode(graph, given.opset), given);
}

/** Operations of all products of a graph. */
export function productFlops({ graph }: OnnxImport): number {
  return graph.nodes
    .filter(({ op }) => op.kind === 'gemm' || op.kind === 'batched_gemm')
    .reduce((sum, { op }) => sum + operatorCost(op).flops, 0);
}
