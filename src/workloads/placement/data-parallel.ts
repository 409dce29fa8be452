import type { Graph } from '../graphs/graph.js';
import { divideRows, rowsOf } from './divide-rows.js';
import { placementProblem, refuseProblems } from './placement-problem.js';

/**
 * The graph of one of `ranks` replicas that share the batch of an inference pass; they have nothing to tell each other. One
 * rank gives the graph back unchanged. Throws a UserError where the rows of a node do not divide.
 *
 * @example
 * const model = resolveModel('llama-3.1-8b', builtinModels());
 * const graph = decodeGraph(model, { batch: 8, contextTokens: 1024, dtype: 'bf16', kvDtype: null });
 * operatorCost(dataParallel(graph, 4).nodes[2].op).flops // operatorCost(graph.nodes[2].op).flops / 4
 */
export function dataParallel(graph: Graph, ranks: number): Graph {
  if (ranks === 1) return graph;
  refuseProblems(
    graph.nodes.flatMap(({ op, group }) => {
      const rows = rowsOf(op);
      if (rows === null || rows % ranks === 0) return [];
      const found = `${rows} rows of ${group} cannot be divided over ${ranks} replicas.`;
      return [placementProblem('data', found, 'Choose a batch that the replicas divide.')];
    }),
  );
  return {
    name: `${graph.name} dp${ranks}`,
    nodes: graph.nodes.map((node) => ({ ...node, op: divideRows(node.op, ranks) })),
  };
}
