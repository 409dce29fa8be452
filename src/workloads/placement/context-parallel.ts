import type { Graph, GraphNode } from '../graphs/graph.js';
import { GraphBuilder } from '../graphs/graph-builder.js';
import { contextDecode } from './context-decode.js';
import { type ContextExchange, contextExpansion, contextPrefill } from './context-prefill.js';
import { divideRows } from './divide-rows.js';
import { placementProblem, refuseProblems } from './placement-problem.js';

/**
 * The graph of one of `ranks` ranks that divide the tokens of each sequence and their cache. In prefill a rank has one chunk
 * from the front and one from the back of the prompt, so that causal work is even, and keys and values go round a ring while
 * attention runs, or are gathered before it. In decode the sequences are divided where they can be, queries are gathered, each
 * rank attends to its share of the cache, and the partial softmaxes are merged. Weights are whole on every rank. One rank
 * gives the graph back unchanged; a UserError lists what does not divide.
 *
 * @example
 * const model = resolveModel('llama-3.1-8b', builtinModels());
 * const graph = prefillGraph(model, { batch: 1, inputTokens: 8192, cachedTokens: 0, dtype: 'bf16', kvDtype: null });
 * contextParallel(graph, 4, 'ring').nodes.filter(({ group }) => group === 'context_ring').length // 96
 */
export function contextParallel(graph: Graph, ranks: number, exchange: ContextExchange): Graph {
  if (ranks === 1) return graph;
  const prefill = graph.nodes.some(({ op }) => op.kind === 'attention_prefill' || op.kind === 'mla_prefill');
  refuseProblems(prefill ? prefillProblems(graph, ranks) : []);
  const dividedRows = prefill || graph.nodes.every((node) => isAttention(node) || rowsDivide(node, ranks));
  const builder = new GraphBuilder();
  const placed: number[] = [];
  for (const node of graph.nodes) {
    const deps = node.deps.map((dep) => placed[dep]!);
    const prefix = node.name.slice(0, node.name.length - node.group.length);
    if (isAttention(node)) {
      const place = { builder, node, deps, ranks, dividedRows };
      placed.push(prefill ? contextPrefill(place, exchange) : contextDecode(place));
      continue;
    }
    if (node.group === 'latent_up') {
      const attention = graph.nodes.find(({ name }) => name === `${prefix}attention`)!;
      placed.push(contextExpansion({ builder, node, deps, ranks, dividedRows }, attention.op));
      continue;
    }
    // The head runs where the last token is.
    const whole = !dividedRows || (prefill && isHead(node));
    placed.push(builder.add(prefix, node.group, whole ? node.op : divideRows(node.op, ranks), deps));
  }
  return builder.build(`${graph.name} cp${ranks}`);
}

function isAttention({ op }: GraphNode): boolean {
  switch (op.kind) {
    case 'attention_prefill':
    case 'attention_decode':
    case 'mla_prefill':
    case 'mla_decode':
      return true;
    default:
      return false;
  }
}

function isHead({ name }: GraphNode): boolean {
  return /^lm_head(\.|$)/.test(name);
}

function rowsDivide({ op }: GraphNode, ranks: number): boolean {
  const rows = 'm' in op ? op.m : 'tokens' in op ? op.tokens : ranks;
  return rows % ranks === 0;
}

function prefillProblems(graph: Graph, ranks: number) {
  return graph.nodes.flatMap(({ op, group }) => {
    if ('qLen' in op && op.qLen % (2 * ranks) !== 0) {
      const found = `${op.qLen} new tokens cannot be divided into ${2 * ranks} chunks, two for each of ${ranks} ranks.`;
      return [placementProblem('context', found, 'Choose a prompt length that they divide.')];
    }
    if (op.kind === 'vector' && group.startsWith('recurrent')) {
      const found = 'A recurrent layer hands its state from token to token, so that its prompt cannot be divided.';
      return [placementProblem('context', found, 'Use tensor, pipeline or data parallelism for this model.')];
    }
    return [];
  });
}
