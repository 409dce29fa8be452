import type { OnnxValue } from './model/node-scope.js';
import type { OnnxGraph, OnnxValueInfo } from './model/onnx-model.js';

/** Sizes and values that the caller chooses for what a file leaves open. */
export interface OnnxBindings {
  /** By the name of a size, or as `input.axis` where it has none. */
  readonly dims: ReadonlyMap<string, number>;
  /** Single numbers for inputs that decide sizes or branches, by the input's name. */
  readonly values: ReadonlyMap<string, number>;
}

const MAX_SIZE = 2 ** 31;

/** The inputs that a run provides, with every open size bound; what is missing or superfluous becomes problems. */
export function bindInputs(
  graph: OnnxGraph,
  bindings: OnnxBindings,
  report: (path: string, found: string, fix: string) => void,
): ReadonlyMap<string, OnnxValue> {
  const stored = new Set(graph.initializers.map(({ name }) => name));
  const inputs = graph.inputs.filter(({ name }) => !stored.has(name));
  const bound = new Map<string, OnnxValue>();
  const missing = new Set<string>();
  const used = new Set<string>();
  for (const { name, elementType, dims } of inputs) {
    if (dims === null) {
      report(name, 'The input has no shape, or is no tensor.', 'Export the model with tensor inputs of known rank.');
      continue;
    }
    const sizes = dims.map((size, axis) => {
      if (typeof size === 'number') return size;
      const key = size ?? `${name}.${axis}`;
      used.add(key);
      const given = bindings.dims.get(key);
      if (given === undefined) missing.add(key);
      return given ?? 1;
    });
    const value = bindings.values.get(name);
    const isSingle = sizes.every((size) => size === 1);
    if (value !== undefined && !isSingle)
      report(
        name,
        `The input has [${sizes.join(', ')}] elements, so no single value.`,
        'Give values to single numbers.',
      );
    const data = value === undefined || !isSingle ? null : [value];
    bound.set(name, { type: elementType, dims: sizes, data, isConstant: false });
  }
  if (missing.size > 0) {
    const names = [...missing];
    const options = names.slice(0, 20).map((name) => `--dim ${name}=1`);
    report('', `The sizes ${names.slice(0, 20).join(', ')} are open.`, `Choose them: ${options.join(' ')}.`);
  }
  for (const [name, size] of bindings.dims) {
    if (!(Number.isInteger(size) && size >= 1 && size <= MAX_SIZE))
      report(name, `A size must be a whole number from 1 to ${MAX_SIZE}; found ${size}.`, 'Choose another size.');
    if (!used.has(name))
      report(
        name,
        'No input has an open size of this name.',
        used.size === 0 ? 'No size is open.' : `Open are ${[...used].join(', ')}.`,
      );
  }
  for (const name of bindings.values.keys())
    if (!bound.has(name))
      report(name, 'There is no input of this name.', `Inputs are ${[...bound.keys()].join(', ')}.`);
  return bound;
}

/** Sizes of a value that the file states itself, with the chosen ones put in; null where some stay open. */
export function statedDims(info: OnnxValueInfo | undefined, bindings: OnnxBindings): number[] | null {
  const dims = info?.dims?.map((size) => (typeof size === 'number' ? size : bindings.dims.get(size ?? '')));
  return dims === undefined || dims.includes(undefined) ? null : (dims as number[]);
}
