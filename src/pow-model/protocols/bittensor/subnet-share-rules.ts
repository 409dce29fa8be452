import { ruleViolation } from '../rule-violation.js';

/** One of the ways in which the chain has divided its block emission among subnets. */
export interface SubnetShareRule {
  readonly id: SubnetShareRuleId;
  /** First day on which it held, ISO. Where only the month is known, its first day. */
  readonly from: string;
  /** What a subnet weighs: its price average, its net flow of stake, or price x (1 - burned share of miner emission). */
  readonly weight: 'price' | 'flow' | 'price-burn';
  /** What sets the bar of the Hill gate on the weights; null before July 2026. */
  readonly gate: 'mass' | 'rank' | null;
}

export type SubnetShareRuleId =
  | 'price-2025-02'
  | 'flow-2025-11'
  | 'price-burn-2026-06'
  | 'gate-mass-2026-07'
  | 'gate-rank-2026-08'
  | 'gate-price-2026-08'
  | 'gate-burn-2026-08';

/**
 * Every rule, the oldest first. Sources: opentensor/subtensor@14bc6f9:pallets/subtensor/src/coinbase/subnet_emissions.rs
 * `get_shares` for the first three; RaoFoundation/subtensor #2781, #3057, #3058, #3071 (specs 440, 441, 444 and after) for
 * the gate. The day of spec 441 is known as "about August 2026".
 */
export const SUBNET_SHARE_RULES: readonly SubnetShareRule[] = [
  { id: 'price-2025-02', from: '2025-02-01', weight: 'price', gate: null },
  { id: 'flow-2025-11', from: '2025-11-01', weight: 'flow', gate: null },
  { id: 'price-burn-2026-06', from: '2026-06-01', weight: 'price-burn', gate: null },
  { id: 'gate-mass-2026-07', from: '2026-07-27', weight: 'price-burn', gate: 'mass' },
  { id: 'gate-rank-2026-08', from: '2026-08-01', weight: 'price-burn', gate: 'rank' },
  { id: 'gate-price-2026-08', from: '2026-08-06', weight: 'price', gate: 'rank' },
  { id: 'gate-burn-2026-08', from: '2026-08-11', weight: 'price-burn', gate: 'rank' },
];

/**
 * The rule in force on a day, given as YYYY-MM-DD. Throws a UserError `share-rule-date` for a day before subnets had
 * prices.
 *
 * @example
 * subnetShareRuleAt('2026-08-08').id // 'gate-price-2026-08'
 */
export function subnetShareRuleAt(asOf: string): SubnetShareRule {
  const rule = SUBNET_SHARE_RULES.findLast(({ from }) => from <= asOf);
  if (rule === undefined) {
    const first = SUBNET_SHARE_RULES[0]!.from;
    throw ruleViolation('share-rule-date', 'asOf', `${asOf} lies before ${first}.`, `Give a day from ${first} on.`);
  }
  return rule;
}
