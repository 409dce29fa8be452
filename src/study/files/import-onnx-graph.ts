import type { GraphOptions } from '../../sim/machine/graph/graph-options.js';
import type { DescribedGraph } from '../../workloads/graphs/graph-file.js';
import type { OperatorCount } from '../../workloads/import/onnx/import-onnx.js';

/** Reads an ONNX model; the reader of its messages is loaded when the first one comes. */
export async function importOnnxGraph(file: string, bytes: Uint8Array, options: GraphOptions): Promise<DescribedGraph> {
  const { importOnnx } = await import('../../workloads/import/onnx/import-onnx.js');
  const { graph, storedBytes, nodes, kernels, unknown, unsized } = importOnnx(file, bytes, options);
  const left = [
    ...(unknown.length === 0 ? [] : [`Left out, without a rule: ${names(unknown)}.`]),
    ...(unsized.length === 0 ? [] : [`Left out, without sizes because of those: ${names(unsized)}.`]),
  ];
  const notes = [`${kernels} of ${nodes} nodes are kernels of a run, unfused.`, ...left].join(' ');
  return { graph, source: `ONNX model ${file}`, notes: notes.slice(0, 4000), storedBytes };
}

function names(counts: readonly OperatorCount[]): string {
  return counts.map(({ operator, nodes }) => `${operator} (${nodes})`).join(', ');
}
