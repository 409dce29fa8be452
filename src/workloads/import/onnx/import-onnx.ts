import { type Problem, UserError } from '../../../foundation/errors/user-error.js';
import type { Graph } from '../../graphs/graph.js';
import type { Dtype } from '../../operators/dtype.js';
import { bindInputs, type OnnxBindings } from './bind-inputs.js';
import type { OnnxModel } from './model/onnx-model.js';
import type { NodeCounts } from './node-counts.js';
import { readOnnx } from './read-onnx.js';
import { GraphTrace } from './trace-graph.js';
import { WireFault } from './wire-reader.js';

export interface OnnxOptions extends OnnxBindings {
  /** Numeric path that all floats take instead of their own type; null keeps it. */
  readonly dtype: Dtype | null;
  /** Leave out operators without a rule, and what lies behind them where the file states no sizes. */
  readonly allowUnknown: boolean;
}

/** Operators by name with the number of nodes. */
export interface OperatorCount {
  readonly operator: string;
  readonly nodes: number;
}

export interface OnnxImport {
  readonly graph: Graph;
  /** Bytes of weights and constants. */
  readonly storedBytes: number;
  readonly nodes: number;
  /** Nodes that are kernels of a run; the others are known before it or only rename sizes. */
  readonly kernels: number;
  /** Left out because they have no rule. */
  readonly unknown: readonly OperatorCount[];
  /** Left out because their sizes depend on those. */
  readonly unsized: readonly OperatorCount[];
}

/**
 * The operators of one run of an ONNX model, in order, each node as kernels of its own without fusion. Sizes follow from
 * the inputs; computations of shapes are carried out; weights are never read. A convolution is the product of its
 * unfolded input, so its memory traffic is an upper bound. Throws a UserError with every open size, every node that
 * cannot be understood and, unless they are allowed, every operator without a rule.
 */
export function importOnnx(file: string, bytes: Uint8Array, options: OnnxOptions): OnnxImport {
  const problems: Problem[] = [];
  const report = (path: string, found: string, fix: string): void => {
    problems.push({ code: 'bad-onnx', file, line: null, path, found, fix });
  };
  const model = decode(file, bytes);
  const inputs = bindInputs(model.graph, options, report);
  if (problems.length > 0) throw new UserError(problems);
  const trace = new GraphTrace(model, options, options.dtype, (path, found) =>
    report(path, found, 'Correct the model, or export it in another way.'),
  );
  trace.run(inputs);
  if (!options.allowUnknown) reportUnknown(trace.counts, report);
  if (trace.nodes.length === 0 && problems.length === 0)
    report('', 'The graph has no operators that do any work.', 'Give a model that computes something.');
  if (problems.length > 0) throw new UserError(problems);
  return {
    graph: { name: file, nodes: trace.nodes },
    storedBytes: trace.storedBytes,
    nodes: trace.counts.total,
    kernels: trace.counts.kernels,
    unknown: listed(trace.counts.unknown),
    unsized: listed(trace.counts.unsized),
  };
}

function decode(file: string, bytes: Uint8Array): OnnxModel {
  try {
    return readOnnx(bytes);
  } catch (error) {
    if (!(error instanceof WireFault)) throw error;
    const fix = 'Give a whole ONNX model; the file may be cut off or be something else.';
    throw new UserError([{ code: 'bad-onnx', file, line: null, path: '', found: error.message, fix }]);
  }
}

function reportUnknown(counts: NodeCounts, report: (path: string, found: string, fix: string) => void): void {
  const unknown = listed(counts.unknown);
  if (unknown.length === 0) return;
  const nodes = unknown.reduce((sum, one) => sum + one.nodes, 0);
  const unsized = listed(counts.unsized).reduce((sum, one) => sum + one.nodes, 0);
  const names = unknown.slice(0, 50).map((one) => `${one.operator} (${one.nodes})`);
  const share = `${((100 * nodes) / counts.total).toFixed(1)} %`;
  const behind = unsized === 0 ? '' : ` ${unsized} more have no sizes because of them.`;
  const found = `${nodes} of ${counts.total} nodes (${share}) have no rule here: ${names.join(', ')}.${behind}`;
  report('', found, 'Leave them out with --allow-unknown, which understates the cost.');
}

function listed(counts: ReadonlyMap<string, number>): OperatorCount[] {
  return [...counts].map(([operator, nodes]) => ({ operator, nodes })).sort((a, b) => b.nodes - a.nodes);
}
