import { ruleViolation } from '../rule-violation.js';

const TOTAL_SUPPLY_RAO = 21_000_000_000_000_000n;
const DEFAULT_EMISSION_RAO = 1_000_000_000n;
/** Fraction bits of the chain's I96F32. */
const FRACTION_BITS = 32n;

/**
 * Rao a block of Bittensor issues at this issuance: 1e9 / 2^floor(log2(1 / (1 - issuance / 21e15))), 0 from the full
 * supply on; halvings therefore follow issuance, not height. The same function of alpha in and out gives a subnet's alpha.
 * The two divisions are truncated to 32 fraction bits as on chain.
 * Source: opentensor/subtensor@14bc6f9:pallets/subtensor/src/coinbase/block_emission.rs `get_block_emission_for_issuance`.
 *
 * @example
 * taoBlockEmission(10_500_000_000_000_000n) // 500000000n
 */
export function taoBlockEmission(issuanceRao: bigint): bigint {
  if (issuanceRao < 0n) {
    throw ruleViolation('issuance-range', 'issuanceRao', 'It is negative.', 'Give rao issued so far.');
  }
  if (issuanceRao >= TOTAL_SUPPLY_RAO) return 0n;
  const one = 1n << FRACTION_BITS;
  const issuedShare = (issuanceRao << FRACTION_BITS) / TOTAL_SUPPLY_RAO;
  const inverse = (one << FRACTION_BITS) / (one - issuedShare);
  let halvings = 0n;
  while (inverse >> (FRACTION_BITS + halvings + 1n) > 0n) halvings += 1n;
  return DEFAULT_EMISSION_RAO >> halvings;
}
