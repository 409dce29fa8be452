import { requireInteger, requireTarget } from '../rule-violation.js';

// pearl-research-labs/pearl@84b4af2:node/blockchain/difficulty.go and params.go@067fc8d.
/** Seconds between blocks that the difficulty aims at. */
export const PEARL_BLOCK_SEC = 194;
const BLOCK_SEC = BigInt(PEARL_BLOCK_SEC);
const TIME_CONSTANT_SEC = 604_800n;

/** Easiest Pearl target; its compact form on chain is 0x1b00ffff. */
export const PEARL_POW_LIMIT = (1n << 208n) - 1n;

export interface PearlWtemaInput {
  readonly previousTarget: bigint;
  /** Time from the previous block to this one. */
  readonly solveSeconds: number;
  readonly powLimit: bigint;
}

/**
 * Pearl's WTEMA, applied every block: T + (t - 194) x T / 604,800, the division truncating toward zero; at least 1, at
 * most the limit. Before compact rounding.
 *
 * @example
 * pearlNextTarget({ previousTarget: 604_800n, solveSeconds: 195, powLimit: 1n << 208n }) // 604801n
 */
export function pearlNextTarget({ previousTarget, solveSeconds, powLimit }: PearlWtemaInput): bigint {
  requireTarget(previousTarget, 'previousTarget');
  const seconds = requireInteger(solveSeconds, 'solveSeconds');
  const target = previousTarget + ((seconds - BLOCK_SEC) * previousTarget) / TIME_CONSTANT_SEC;
  if (target > powLimit) return powLimit;
  return target < 1n ? 1n : target;
}
