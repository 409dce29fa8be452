import type { OnnxGraph, OnnxNode } from './model/onnx-model.js';

/** Nodes in an order in which each follows what it reads, or the names of some that wait for each other. */
export type NodeOrder =
  | { readonly ok: true; readonly nodes: readonly OnnxNode[] }
  | { readonly ok: false; readonly fault: string };

const MOST_SHOWN = 6;

/** Keeps the order of the file where it is sound already, as the format demands. */
export function orderNodes(graph: OnnxGraph): NodeOrder {
  const { nodes } = graph;
  const makers = new Map<string, number>();
  for (const [index, node] of nodes.entries())
    for (const output of node.outputs) {
      if (output === '') continue;
      if (makers.has(output)) return { ok: false, fault: `Two nodes make ${JSON.stringify(output)}.` };
      makers.set(output, index);
    }
  const waits = nodes.map((node) => [...new Set(namesRead(node).flatMap((name) => makers.get(name) ?? []))]);
  if (waits.every((sources, index) => sources.every((source) => source < index))) return { ok: true, nodes };
  const open = waits.map((sources) => sources.length);
  const readers: number[][] = nodes.map(() => []);
  for (const [index, sources] of waits.entries()) for (const source of sources) readers[source]?.push(index);
  const order = open.flatMap((count, index) => (count === 0 ? [index] : []));
  for (let at = 0; at < order.length; at++)
    for (const reader of readers[order[at] ?? 0] ?? []) {
      const left = (open[reader] ?? 0) - 1;
      open[reader] = left;
      if (left === 0) order.push(reader);
    }
  if (order.length === nodes.length) return { ok: true, nodes: order.flatMap((index) => nodes[index] ?? []) };
  const stuck = open.flatMap((count, index) => (count > 0 ? [nodeLabel(nodes[index])] : []));
  const more = stuck.length > MOST_SHOWN ? ` and ${stuck.length - MOST_SHOWN} more` : '';
  return {
    ok: false,
    fault: `The graph has a cycle; these wait for each other: ${stuck.slice(0, MOST_SHOWN).join(', ')}${more}.`,
  };
}

/** What a node reads, also from within graphs that it holds. */
function namesRead(node: OnnxNode): string[] {
  const names = node.inputs.filter((name) => name !== '');
  for (const { graph } of node.attributes.values())
    if (graph !== null) for (const inner of graph.nodes) names.push(...namesRead(inner));
  for (const { graph } of node.attributes.values())
    if (graph !== null) names.push(...graph.outputs.map(({ name }) => name));
  return names;
}

/** How problems name a node. */
export function nodeLabel(node: OnnxNode | undefined): string {
  if (node === undefined) return '';
  return node.name === ''
    ? `${node.opType} (${node.outputs[0] ?? 'no output'})`
    : `${node.opType} ${JSON.stringify(node.name)}`;
}
