import { requireCount } from '../rule-violation.js';

const HALVING_BLOCKS = 210_000n;

/**
 * Satoshi that a Bitcoin block of this height may create: 50e8 >> floor(height / 210,000); fees come on top.
 * Source: btcsuite/btcd@2c67bc2:blockchain/validate.go `CalcBlockSubsidy`. All blocks sum to 2,099,999,997,690,000.
 *
 * @example
 * bitcoinSubsidy(840_000) // 312500000n
 */
export function bitcoinSubsidy(height: number): bigint {
  return 5_000_000_000n >> (requireCount(height, 'height') / HALVING_BLOCKS);
}
