import { requireCount } from '../rule-violation.js';
import { PEARL_BLOCK_SEC } from './pearl-next-target.js';

// pearl-research-labs/pearl@067fc8d:node/chaincfg/params.go and node/blockchain/validate.go; 1e8 base units a coin.
const SUPPLY = 2_100_000_000n * 100_000_000n;
const BLOCK_SEC = BigInt(PEARL_BLOCK_SEC);
/** Height at which half the supply is issued: four years of blocks. */
const HALF_SUPPLY_HEIGHT = (4n * 365n * 86_400n) / BLOCK_SEC;

/**
 * Base units (1e-8 coin) of a Pearl block: floor(S K / ((h + K)(h - 1 + K))), S = 2.1e9 coins, K = 650,226, so that
 * blocks 1 to h together issue S h / (h + K) less the floors.
 *
 * @example
 * pearlSubsidy(1) // 322964134063n
 */
export function pearlSubsidy(height: number): bigint {
  const h = requireCount(height, 'height');
  return (SUPPLY * HALF_SUPPLY_HEIGHT) / ((h + HALF_SUPPLY_HEIGHT) * (h - 1n + HALF_SUPPLY_HEIGHT));
}
