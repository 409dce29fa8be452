import type { Dtype } from '../../../operators/dtype.js';
import type { Operator, VectorOperator } from '../../../operators/operator.js';
import { elementBytes, elementTypeName, isFloatType, productDtype } from './element-type.js';
import type { OnnxAttribute, OnnxNode } from './onnx-model.js';

/** A tensor on its way through the graph. */
export interface OnnxValue {
  readonly type: number;
  readonly dims: readonly number[];
  /** Elements in row-major order where they are known before the run; null otherwise. */
  readonly data: readonly number[] | null;
  /** Made of weights and constants alone, so that it is ready before the run. */
  readonly isConstant: boolean;
}

/** What a node makes: its results in order, and the work that it is. */
export interface NodeEffect {
  readonly results: readonly {
    readonly type: number;
    readonly dims: readonly number[];
    readonly data: readonly number[] | null;
  }[];
  readonly work: readonly Operator[];
}

export type OperatorRule = (node: NodeScope) => NodeEffect;

/** Why a node cannot be understood, in one sentence. */
export class NodeFault extends Error {}

/** A node whose inputs come from operators without a rule, so that their sizes are not known. */
export class UnknownInput extends Error {}

const MAX_ELEMENTS = 2 ** 50;

/** Elements of a tensor; a NodeFault where they are beyond any memory. */
export function elementCount(dims: readonly number[]): number {
  const count = dims.reduce((product, size) => product * size, 1);
  if (!(count <= MAX_ELEMENTS)) throw new NodeFault(`A tensor of ${dims.join(' x ')} elements fits no memory.`);
  return count;
}

/** One node with the values of its inputs, for the rules that say what it makes. */
export class NodeScope {
  readonly node: OnnxNode;
  readonly opset: number;
  readonly #inputs: readonly (OnnxValue | 'unknown' | null)[];
  readonly #floatDtype: Dtype | null;

  constructor(
    node: OnnxNode,
    opset: number,
    inputs: readonly (OnnxValue | 'unknown' | null)[],
    floatDtype: Dtype | null,
  ) {
    this.node = node;
    this.opset = opset;
    this.#inputs = inputs;
    this.#floatDtype = floatDtype;
  }

  get inputCount(): number {
    return this.#inputs.length;
  }

  input(index: number): OnnxValue {
    const value = this.optional(index);
    if (value === null) throw new NodeFault(`Input ${index + 1} is missing.`);
    return value;
  }

  optional(index: number): OnnxValue | null {
    const value = this.#inputs[index] ?? null;
    if (value === 'unknown') throw new UnknownInput();
    return value;
  }

  /** Every input that is there. */
  inputs(): OnnxValue[] {
    return this.#inputs.flatMap((_, index) => this.optional(index) ?? []);
  }

  /** The known elements of an input, such as a shape; a NodeFault where they are only known in the run. */
  known(index: number): readonly number[] {
    const { data } = this.input(index);
    if (data !== null) return data;
    const name = this.node.inputs[index] ?? '';
    throw new NodeFault(`Its input ${JSON.stringify(name)} decides sizes and is only known when the model runs.`);
  }

  attribute(name: string): OnnxAttribute | null {
    return this.node.attributes.get(name) ?? null;
  }

  int(name: string, usual: number): number {
    return this.attribute(name)?.int ?? usual;
  }

  ints(name: string): readonly number[] | null {
    return this.attribute(name)?.ints ?? null;
  }

  text(name: string, usual: string): string {
    return this.attribute(name)?.text ?? usual;
  }

  /** An axis from the front, also where it was counted from the back. */
  axis(axis: number, rank: number): number {
    const front = axis < 0 ? axis + rank : axis;
    if (Number.isInteger(front) && front >= 0 && front < Math.max(1, rank)) return front;
    throw new NodeFault(`There is no axis ${axis} of ${rank}.`);
  }

  /** Axes of an attribute, or of an input in newer versions; null where neither is given. */
  axes(inputIndex: number, rank: number): number[] | null {
    const given = this.ints('axes') ?? (this.optional(inputIndex) === null ? null : this.known(inputIndex));
    return given === null ? null : given.map((axis) => this.axis(axis, rank));
  }

  bytesOf(value: Pick<OnnxValue, 'type' | 'dims'>): number {
    return elementCount(value.dims) * elementBytes(value.type, this.#floatDtype);
  }

  /** Path of a product of two values. */
  productDtype(type: number): Dtype {
    const dtype = productDtype(type, this.#floatDtype);
    if (dtype === null) throw new NodeFault(`Products of ${elementTypeName(type)} have no numeric path here.`);
    return dtype;
  }

  /** Streaming work: `ops` operations, every input that is there read once, the results written once. */
  stream(
    name: string,
    ops: number,
    results: readonly Pick<OnnxValue, 'type' | 'dims'>[],
    read = this.inputs(),
  ): VectorOperator {
    const moved = [...read, ...results].reduce((sum, value) => sum + this.bytesOf(value), 0);
    const type = results[0]?.type ?? 1;
    const isFloat = isFloatType(type) || isFloatType(read[0]?.type ?? 0);
    const dtype = (isFloat ? productDtype(type, this.#floatDtype) : null) ?? 'fp32';
    return { kind: 'vector', name, ops, bytes: moved, arithmetic: isFloat ? 'float' : 'int32', dtype };
  }
}
