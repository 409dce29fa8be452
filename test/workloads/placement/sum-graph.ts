import type { Graph, GraphNode } from '../../../src/workloads/graphs/graph.js';
import { type OperatorCost, operatorCost } from '../../../src/workloads/operators/operator-cost.js';

/** A part of the cost of all nodes that `keep` keeps. */
export function sumGraph(
  graph: Graph,
  part: keyof OperatorCost,
  keep: (node: GraphNode) => boolean = () => true,
): number {
  return graph.nodes.reduce((total, node) => (keep(node) ? total + operatorCost(node.op)[part] : total), 0);
}

export const isCollective = ({ op }: GraphNode): boolean => 'ranks' in op;
