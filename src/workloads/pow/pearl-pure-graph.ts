import { UserError } from '../../foundation/errors/user-error.js';
import { GraphBuilder } from '../graphs/graph-builder.js';
import type { GemmOperator } from '../operators/operator.js';
import { commitOperator, noiseOperator, transcriptOperator } from './pearl-operators.js';
import { PEARL_TILE, type PearlConfig, pearlMacs, pearlRank, pearlRefusal } from './pearl-rules.js';
import type { WorkGraph } from './work-graph.js';

export interface PearlPureOptions {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly config: PearlConfig;
  /** Attempts that share one second operand before the header changes. */
  readonly attemptsPerJob: number;
}

/** The chain's smallest inner dimension and rank (defaults of pearl@b1e6cfa), with sides that fill a large chip. */
export const PEARL_PURE_DEFAULTS: PearlPureOptions = {
  m: 8192,
  n: 8192,
  k: 1024,
  config: { ...PEARL_TILE, rank: 32 },
  attemptsPerJob: 1_000_000,
};

/**
 * Pure mining: random matrices are multiplied, tickets are drawn from the transcript and the product is thrown away.
 * This is what the measured network does (arXiv 2606.04819). Throws a UserError for a shape that the rules refuse.
 *
 * @example
 * pearlPureGraph(PEARL_PURE_DEFAULTS).usefulShare // 0
 */
export function pearlPureGraph(options: PearlPureOptions): WorkGraph {
  const { m, n, k, config, attemptsPerJob } = options;
  const op: GemmOperator = { kind: 'gemm', m, n, k, dtype: 'int8' };
  const refusal = pearlRefusal(op, config);
  const rank = pearlRank(k, config.rank);
  if (refusal !== null || rank === null)
    throw new UserError([
      {
        code: 'pearl-shape',
        file: 'pearl',
        line: null,
        path: 'shape',
        found: refusal ?? 'No rank is valid.',
        fix: 'Choose a shape within the limits of the protocol.',
      },
    ]);
  const builder = new GraphBuilder();
  const commit = builder.add('', 'pearl_commit', commitOperator(op, attemptsPerJob), []);
  const noise = builder.add('', 'pearl_noise', noiseOperator(op, rank, attemptsPerJob), [commit]);
  builder.add('', 'pearl_product', op, [noise]);
  builder.add('', 'pearl_transcript', transcriptOperator(op, rank, config), [noise]);
  return {
    graph: builder.build(`pearl pure ${m}x${n}x${k}`),
    workUnit: 'mac',
    workUnits: pearlMacs(op, config, rank),
    usefulShare: 0,
    notes: [
      'The product is counted as written once; a miner who throws it away need not write it.',
      'Fresh first operands are drawn for free.',
    ],
  };
}
