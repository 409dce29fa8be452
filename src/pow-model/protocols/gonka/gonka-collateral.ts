import { requireCount, ruleViolation } from '../rule-violation.js';

// gonka-ai/gonka@312044d:inference-chain/x/inference/types/params.go.
const SLASH_PERCENT = { invalid: 20n, downtime: 10n } as const;
const BASE_WEIGHT_PERCENT = 20n;
const GRACE_EPOCHS = 180n;
const MISSED_LIMIT_PERCENT = 5n;

export type GonkaOffence = keyof typeof SLASH_PERCENT;

/** Collateral that an offence costs: 20 % for invalid work, 10 % for downtime, floored. */
export function gonkaSlash(collateral: bigint, offence: GonkaOffence): bigint {
  return (collateral * SLASH_PERCENT[offence]) / 100n;
}

/** Whether missed requests count as downtime: more than 5 % of those assigned. */
export function gonkaIsDown(missed: number, assigned: number): boolean {
  return requireCount(missed, 'missed') * 100n > requireCount(assigned, 'assigned') * MISSED_LIMIT_PERCENT;
}

/**
 * Weight that counts in an epoch: all of it through epoch 180, later a fifth, the rest only as far as collateral backs it.
 *
 * @example
 * gonkaCountedWeight({ weight: 1000n, backedWeight: 300n, epoch: 181 }) // 500n
 */
export function gonkaCountedWeight(input: { weight: bigint; backedWeight: bigint; epoch: number }): bigint {
  const { weight, backedWeight } = input;
  if (weight < 0n || backedWeight < 0n) {
    throw ruleViolation('weight-range', 'weight', 'It is negative.', 'Give 0 or more.');
  }
  if (requireCount(input.epoch, 'epoch') <= GRACE_EPOCHS) return weight;
  const base = (weight * BASE_WEIGHT_PERCENT) / 100n;
  const counted = base + backedWeight;
  return counted < weight ? counted : weight;
}
