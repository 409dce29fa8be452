import { formatSi } from '../../report/tables/format-figure.js';
import type { Graph } from '../../workloads/graphs/graph.js';
import type { DescribedGraph } from '../../workloads/graphs/graph-file.js';
import { operatorCost } from '../../workloads/operators/operator-cost.js';
import { formatTable } from '../outputs/output.js';

/** What the operators of one group ask of a chip together. */
export interface GroupTotal {
  readonly group: string;
  operators: number;
  flops: number;
  bytes: number;
  linkBytes: number;
}

/** Totals by group, in order of first appearance. */
export function groupTotals(graph: Graph): readonly GroupTotal[] {
  const totals = new Map<string, GroupTotal>();
  for (const node of graph.nodes) {
    const sum = totals.get(node.group) ?? { group: node.group, operators: 0, flops: 0, bytes: 0, linkBytes: 0 };
    const cost = operatorCost(node.op);
    sum.operators += 1;
    sum.flops += cost.flops;
    sum.bytes += cost.bytes;
    sum.linkBytes += cost.linkBytes;
    totals.set(node.group, sum);
  }
  return [...totals.values()];
}

export function describeGroups(groups: readonly GroupTotal[]): string {
  const rows = groups.map((group) => [
    group.group,
    String(group.operators),
    formatSi(group.flops, 'FLOP'),
    formatSi(group.bytes, 'B'),
    formatSi(group.linkBytes, 'B'),
  ]);
  return formatTable(['group', 'operators', 'operations', 'memory', 'link'], rows);
}

/** A graph in figures, for JSON. */
export function summariseGraph({ graph, source, notes, storedBytes }: DescribedGraph) {
  const groups = groupTotals(graph);
  const flops = groups.reduce((sum, group) => sum + group.flops, 0);
  const bytes = groups.reduce((sum, group) => sum + group.bytes, 0);
  return { name: graph.name, source, notes, storedBytes, operators: graph.nodes.length, flops, bytes, groups };
}
