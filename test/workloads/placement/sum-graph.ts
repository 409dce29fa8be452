import { type Graph, type GraphNode, type OperatorCost, operatorCost } from '../../../src/workloads/index.js';

/** A part of the cost of all nodes that `keep` keeps. */
export function sumGraph(
  graph: Graph,
  part: keyof OperatorCost,
  keep: (node: GraphNode) => boolean = () => true,
): number {
  return graph.nodes.reduce((total, node) => (keep(node) ? total + operatorCost(node.op)[part] : total), 0);
}

export const isCollective = ({ op }: GraphNode): boolean => 'ranks' in op;
