import type { Graph, GraphNode } from '../graphs/graph.js';
import { GraphBuilder } from '../graphs/graph-builder.js';
import type { GemmOperator } from '../operators/operator.js';
import { operatorCost } from '../operators/operator-cost.js';
import {
  commitOperator,
  denoiseOperator,
  noiseOperator,
  sideProductsOperator,
  transcriptOperator,
} from './pearl-operators.js';
import { type PearlConfig, pearlMacs, pearlRank, pearlRefusal } from './pearl-rules.js';
import type { WorkGraph } from './work-graph.js';

/** Whether the products of one group mine, and what share of the graph's multiply-accumulates they are. */
export interface MiningReport {
  readonly group: string;
  readonly products: number;
  /** Null if they mine, else the first product's reason. */
  readonly refusal: string | null;
  /** Multiply-accumulates that count as work. */
  readonly minedMacs: number;
}

export interface PearlWorkGraph extends WorkGraph {
  readonly mining: readonly MiningReport[];
}

export interface PearlMergeOptions {
  readonly config: PearlConfig;
  /** Passes over the model between two headers: weights are hashed and noised once for all of them. */
  readonly passesPerJob: number;
}

/**
 * Merged mining: every product of `graph` that the rules allow is mined while it is computed, and its useful result is
 * recovered. Operators for commitment, noise, transcript and denoising stand beside each. Work units are
 * multiply-accumulates; the useful share is that of the operations the graph had before. Place the graph on ranks
 * first: a rank mines the products that it runs.
 *
 * @example
 * const model = resolveModel('llama-3.1-8b', builtinModels());
 * const decode = decodeGraph(model, { batch: 1, contextTokens: 1024, dtype: 'int8', kvDtype: null });
 * pearlGraph(decode, { config: PEARL_DEFAULTS, passesPerJob: 1000 }).workUnits // 0
 */
export function pearlGraph(graph: Graph, options: PearlMergeOptions): PearlWorkGraph {
  const builder = new GraphBuilder();
  const placed = new Map<number, number>();
  const reports = new Map<string, MiningReport>();
  for (const node of graph.nodes) {
    const deps = node.deps.map((id) => placed.get(id) as number);
    const { op } = node;
    const refusal = op.kind === 'gemm' ? pearlRefusal(op, options.config) : null;
    if (op.kind === 'gemm') addToReport(reports, node.group, op, refusal, options.config);
    const mined = op.kind === 'gemm' && refusal === null;
    const prefix = node.name.slice(0, node.name.length - node.group.length);
    placed.set(
      node.id,
      mined ? minedNodes(builder, prefix, node, op, deps, options) : builder.add(prefix, node.group, op, deps),
    );
  }
  const mining = [...reports.values()];
  const merged = builder.build(`${graph.name} mining pearl`);
  return {
    graph: merged,
    workUnit: 'mac',
    workUnits: mining.reduce((sum, report) => sum + report.minedMacs, 0),
    usefulShare: flopsOf(graph) / flopsOf(merged),
    mining,
    notes: [
      'Operands must fit 7 bits, one fewer than int8 inference uses.',
      'Side products exceed 8 bits; the rank-r products are counted once on the int8 path, as the published cost 2r/k does.',
      'The product and its correction are counted as two kernels that each write the result; a fused kernel writes it once.',
    ],
  };
}

/** A mined product and what surrounds it; returns the node that holds the useful result. */
function minedNodes(
  builder: GraphBuilder,
  prefix: string,
  node: GraphNode,
  op: GemmOperator,
  deps: readonly number[],
  options: PearlMergeOptions,
): number {
  const rank = rankOf(op, options.config);
  const at = `${prefix}${node.group}.`;
  const commit = builder.add(at, 'pearl_commit', commitOperator(op, options.passesPerJob), deps);
  const noise = builder.add(at, 'pearl_noise', noiseOperator(op, rank, options.passesPerJob), [commit]);
  const product = builder.add(prefix, node.group, op, [noise]);
  // The transcript reads accumulators while the product runs, and the side products need only the operands.
  const transcript = builder.add(at, 'pearl_transcript', transcriptOperator(op, rank, options.config), [noise]);
  const side = builder.add(at, 'pearl_side_products', sideProductsOperator(op, rank), [noise]);
  return builder.add(at, 'pearl_denoise', denoiseOperator(op, rank), [product, transcript, side]);
}

function addToReport(
  reports: Map<string, MiningReport>,
  group: string,
  op: GemmOperator,
  refusal: string | null,
  config: PearlConfig,
): void {
  const before = reports.get(group) ?? { group, products: 0, refusal, minedMacs: 0 };
  const macs = refusal === null ? pearlMacs(op, config, rankOf(op, config)) : 0;
  reports.set(group, {
    ...before,
    products: before.products + 1,
    refusal: before.refusal ?? refusal,
    minedMacs: before.minedMacs + macs,
  });
}

function rankOf(op: GemmOperator, config: PearlConfig): number {
  const rank = pearlRank(op.k, config.rank);
  if (rank === null) throw new Error(`no rank is valid for k = ${op.k}`);
  return rank;
}

function flopsOf(graph: Graph): number {
  return graph.nodes.reduce((sum, node) => sum + operatorCost(node.op).flops, 0);
}
