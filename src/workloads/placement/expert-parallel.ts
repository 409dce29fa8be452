import type { Graph } from '../graphs/graph.js';
import { GraphBuilder } from '../graphs/graph-builder.js';
import { dtypeLayout } from '../operators/dtype.js';
import type { CollectiveOperator, MoeOperator } from '../operators/operator.js';
import { divideRows, rowsOf } from './divide-rows.js';
import { placementProblem, refuseProblems } from './placement-problem.js';

/**
 * The graph of one of `ranks` ranks that divide the experts among them and the sequences too: everything outside the experts
 * runs on a rank's own rows with whole weights, and each mixture sends its tokens to the ranks of their experts and gets the
 * results back, an all-to-all before and one after. The routing of the operator stays. One rank gives the graph back
 * unchanged. Throws a UserError where experts or rows do not divide, or there are no experts.
 *
 * @example
 * const model = resolveModel('qwen3-30b-a3b', builtinModels());
 * const graph = decodeGraph(model, { batch: 8, contextTokens: 1024, dtype: 'bf16', kvDtype: null });
 * expertParallel(graph, 8).nodes.filter(({ op }) => op.kind === 'alltoall').length // 96
 */
export function expertParallel(graph: Graph, ranks: number): Graph {
  if (ranks === 1) return graph;
  refuseProblems(divisionProblems(graph, ranks));
  const builder = new GraphBuilder();
  const placed: number[] = [];
  for (const node of graph.nodes) {
    const deps = node.deps.map((dep) => placed[dep]!);
    const prefix = node.name.slice(0, node.name.length - node.group.length);
    const { op } = node;
    if (op.kind !== 'moe') {
      placed.push(builder.add(prefix, node.group, divideRows(op, ranks), deps));
      continue;
    }
    const exchange = exchangeOf(op, ranks);
    const dispatched = builder.add(`${node.name}.`, 'expert_dispatch', exchange, deps);
    const experts = builder.add(prefix, node.group, { ...op, ep: op.ep * ranks }, [dispatched]);
    placed.push(builder.add(`${node.name}.`, 'expert_combine', exchange, [experts]));
  }
  return builder.build(`${graph.name} ep${ranks}`);
}

/** One copy of a token's row for each rank that has at least one of its experts; a rank sends those of its own tokens. */
function exchangeOf(op: MoeOperator, ranks: number): CollectiveOperator {
  const rowBytes = op.hidden * dtypeLayout(op.dtype).activationBytes;
  const bytes = (op.tokens / ranks) * expectedRanksReached(op, ranks) * rowBytes;
  return { kind: 'alltoall', ranks, bytes, dtype: op.dtype };
}

/** Ranks among which the `topk` distinct experts of a token lie, in expectation over an even choice. */
export function expectedRanksReached(op: Pick<MoeOperator, 'experts' | 'topk'>, ranks: number): number {
  const elsewhere = op.experts - op.experts / ranks;
  let missed = 1;
  for (let chosen = 0; chosen < op.topk; chosen++) missed *= Math.max(0, elsewhere - chosen) / (op.experts - chosen);
  return ranks * (1 - missed);
}

function divisionProblems(graph: Graph, ranks: number) {
  const moes = graph.nodes.flatMap(({ op }) => (op.kind === 'moe' ? [op] : []));
  if (moes.length === 0) {
    const found = 'The model has no experts to divide.';
    return [placementProblem('expert', found, 'Use data or tensor parallelism instead.')];
  }
  const experts = moes
    .filter((op) => op.experts % ranks !== 0)
    .map((op) => {
      const found = `${op.experts} experts cannot be divided over ${ranks} ranks.`;
      return placementProblem('expert', found, 'Choose a number of ranks that divides the experts.');
    });
  const rows = graph.nodes
    .filter(({ op }) => (rowsOf(op) ?? 0) % ranks !== 0)
    .map(({ op, group }) => {
      const found = `${rowsOf(op)} rows of ${group} cannot be divided over ${ranks} expert ranks.`;
      return placementProblem('expert', found, 'Choose a batch that the expert ranks divide.');
    });
  return [...experts, ...rows];
}
