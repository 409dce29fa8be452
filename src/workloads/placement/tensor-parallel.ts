import type { Problem } from '../../foundation/errors/user-error.js';
import type { Graph, GraphNode } from '../graphs/graph.js';
import { GraphBuilder } from '../graphs/graph-builder.js';
import type { CollectiveOperator, Operator } from '../operators/operator.js';
import { operatorCost } from '../operators/operator-cost.js';
import { placementProblem, refuseProblems } from './placement-problem.js';
import { type HeadShape, SHARD_RULES, type ShardRule, shardOperator } from './shard-rules.js';

/**
 * The graph that each of `ranks` ranks runs under tensor parallelism: heads, feed-forward width and vocabulary divided,
 * key-value heads repeated where there are fewer than ranks, partial results summed by an all-reduce. One rank gives
 * the graph back unchanged. Throws a UserError that lists every dimension that does not divide.
 *
 * @example
 * const model = resolveModel('llama-3.1-70b', builtinModels());
 * const graph = decodeGraph(model, { batch: 1, contextTokens: 1024, dtype: 'bf16', kvDtype: null });
 * tensorParallel(graph, 8).nodes.filter((node) => node.group === 'all_reduce').length // 161
 */
export function tensorParallel(graph: Graph, ranks: number): Graph {
  if (ranks === 1) return graph;
  const shapes = headShapes(graph);
  refuseProblems(divisionProblems(graph, ranks));
  const summedLater = partialSumInputs(graph);
  const builder = new GraphBuilder();
  const placed = new Map<number, number>();
  for (const node of graph.nodes) {
    const rule = ruleOf(node);
    const prefix = layerPrefix(node);
    const deps = node.deps.map((id) => placed.get(id) as number);
    const op = shardOperator(node, rule, ranks, shapes.get(prefix) ?? null);
    let id = builder.add(prefix, node.group, op, deps);
    const collective = summedLater.has(node.id) ? null : collectiveAfter(rule, node.op, ranks);
    if (collective !== null) id = builder.add(`${node.name}.`, collective.kind, collective, [id]);
    placed.set(node.id, id);
  }
  return builder.build(`${graph.name} tp${ranks}`);
}

function ruleOf(node: GraphNode): ShardRule {
  const rule = SHARD_RULES[node.group];
  if (rule === undefined)
    throw new Error(`no rule divides nodes of group ${node.group}: place a graph before proof-of-work is added to it`);
  return rule;
}

/** `layer3.` of `layer3.qkv`; empty outside layers. */
function layerPrefix(node: GraphNode): string {
  return node.name.slice(0, node.name.length - node.group.length);
}

function headShapes(graph: Graph): Map<string, HeadShape> {
  const shapes = new Map<string, HeadShape>();
  for (const node of graph.nodes) {
    const { op } = node;
    if (node.group !== 'attention') continue;
    if (op.kind === 'attention_prefill' || op.kind === 'attention_decode') shapes.set(layerPrefix(node), op);
    // The rotary part of a latent is one key for all heads.
    if (op.kind === 'mla_prefill' || op.kind === 'mla_decode')
      shapes.set(layerPrefix(node), { heads: op.heads, kvHeads: 1, headDim: 1 });
  }
  return shapes;
}

/** Nodes whose partial result is first added to another partial result, so that one all-reduce serves both. */
function partialSumInputs(graph: Graph): Set<number> {
  return new Set(graph.nodes.filter((node) => ruleOf(node).kind === 'partial-sum').flatMap((node) => node.deps));
}

function collectiveAfter(rule: ShardRule, op: Operator, ranks: number): CollectiveOperator | null {
  const { outputBytes } = operatorCost(op);
  const shape = { ranks, bytes: outputBytes, dtype: op.kind === 'gemm' ? op.dtype : 'bf16' } as const;
  switch (rule.kind) {
    case 'rows':
    case 'experts':
    case 'partial-sum':
    case 'vocabulary-rows':
      return { kind: 'all_reduce', ...shape };
    case 'vocabulary-columns':
      return { kind: 'all_gather', ...shape };
    default:
      return null;
  }
}

/** Every dimension of the graph that the ranks cannot share evenly, once a group. */
function divisionProblems(graph: Graph, ranks: number): Problem[] {
  const faults = new Map<string, string>();
  const check = (what: string, size: number, ok = size % ranks === 0) => {
    if (!ok) faults.set(what, `${size} ${what} cannot be divided over ${ranks} ranks.`);
  };
  for (const node of graph.nodes) {
    const { op } = node;
    const rule = ruleOf(node).kind;
    if (rule === 'attention' && 'heads' in op) check('attention heads', op.heads);
    if (rule === 'attention' && 'kvHeads' in op)
      check('key-value heads', op.kvHeads, op.kvHeads % ranks === 0 || ranks % op.kvHeads === 0);
    if (op.kind === 'moe') check('columns of an expert', op.inter);
    if (rule === 'columns' && op.kind === 'gemm') check(`columns of ${node.group}`, op.n);
    if (rule === 'rows' && op.kind === 'gemm') check(`rows of ${node.group}`, op.k);
  }
  return [...faults.values()].map((found) =>
    placementProblem('tensor', found, 'Choose a number of ranks that divides it.'),
  );
}
