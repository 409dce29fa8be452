import type { DesignedInput, DesignedOutcome } from '../../pow-model/market/designed/index.js';
import { simulateDesigned } from '../../pow-model/market/designed/index.js';
import { type RewardRule, workShare } from '../../pow-model/rewards/reward-rule.js';
import { balancedWorkUsd, stakedFraction, tokenTransfers } from '../../pow-model/rewards/token-balance.js';

/** What a table holds equal between reward rules. */
export type ComparisonRule = 'A' | 'B' | 'C' | 'D' | 'E';

export const COMPARISON_LABELS: Readonly<Record<ComparisonRule, string>> = {
  A: 'A: equal emission and equal token price',
  B: 'B: equal purchase cost of an attack',
  C: 'C: equal real cost to holders (emission times share for work)',
  D: 'D: equal inflow, token price answers to selling',
  E: 'E: equal compute bought',
};

/** The token side of a comparison. */
export interface ComparisonToken {
  readonly marketValueUsd: number;
  readonly emissionUsdPerYear: number;
  /** Premium that stakers require, per year; sets the staked fraction. */
  readonly requiredPremium: number;
  readonly stakeAttackShare: number;
  /** k: replacement value of the fleet over a year of pay for work. */
  readonly fleetYears: number;
  readonly soldByMiners: number;
  readonly soldByHolders: number;
}

/** One rule under one comparison. */
export interface ComparedRule {
  readonly ruleId: string;
  readonly label: string;
  readonly comparison: ComparisonRule;
  /** Emission value that the comparison gives the rule, USD a year; null where no emission makes it comparable. */
  readonly emissionUsdPerYear: number | null;
  readonly workUsdPerYear: number | null;
  /** Real cost to those who hold, over the market value, per year. */
  readonly dilutionPerYear: number | null;
  readonly staked: number | null;
  readonly workAttackUsd: number | null;
  readonly stakeAttackUsd: number | null;
  readonly stakersUsdPerYear: number | null;
  readonly outcome: DesignedOutcome | null;
  readonly reason: string | null;
}

/** All rules under one comparison, against the rule named `referenceId` where something has to be equal to something. */
export function compareUnder(
  comparison: ComparisonRule,
  rules: readonly RewardRule[],
  referenceId: string,
  token: ComparisonToken,
  market: DesignedInput,
): ComparedRule[] {
  const reference = rules.find((rule) => rule.id === referenceId);
  if (reference === undefined) throw new Error(`The comparison has no rule ${referenceId}.`);
  return rules.map((rule) => {
    const pay = payFor(comparison, rule, reference, token, market);
    if (typeof pay === 'string') return refused(rule, comparison, pay);
    const share = workShare(rule);
    const issuance = pay.emissionUsd / token.marketValueUsd;
    const staked = rule.stake > 0 ? stakedFraction(1 - rule.stake, issuance, token.requiredPremium) : 0;
    return {
      ruleId: rule.id,
      label: rule.label,
      comparison,
      emissionUsdPerYear: pay.emissionUsd,
      workUsdPerYear: pay.workUsd,
      dilutionPerYear: (share * pay.emissionUsd) / token.marketValueUsd,
      staked: rule.stake > 0 ? staked : null,
      workAttackUsd: share > 0 ? token.fleetYears * pay.workUsd : null,
      stakeAttackUsd: rule.stake > 0 ? token.stakeAttackShare * staked * token.marketValueUsd : null,
      stakersUsdPerYear:
        rule.stake > 0 ? tokenTransfers(token.marketValueUsd, issuance, 1 - rule.stake, staked).stakers : null,
      outcome: pay.workUsd > 0 ? simulateDesigned({ ...market, workUsdPerYear: pay.workUsd }) : null,
      reason: pay.workUsd > 0 ? null : 'The rule pays for no work.',
    };
  });
}

/** Emission and pay for work that make a rule comparable, or why nothing does. */
function payFor(
  comparison: ComparisonRule,
  rule: RewardRule,
  reference: RewardRule,
  token: ComparisonToken,
  market: DesignedInput,
): { emissionUsd: number; workUsd: number } | string {
  const share = workShare(rule);
  const full = token.emissionUsdPerYear;
  const paid = (emissionUsd: number) => ({ emissionUsd, workUsd: share * emissionUsd });
  switch (comparison) {
    case 'A':
      return paid(full);
    case 'B': {
      // Equal to the stake's purchase cost under all-to-stake emission with the same premium: k w Y = theta q M.
      if (share === 0) return paid(full);
      const staked = stakedFraction(0, full / token.marketValueUsd, token.requiredPremium);
      return paid((token.stakeAttackShare * staked * token.marketValueUsd) / (token.fleetYears * share));
    }
    case 'C':
      if (share === 0) return 'Without pay for work no emission costs holders the same.';
      return paid((full * workShare(reference)) / share);
    case 'D': {
      const workUsd = balancedWorkUsd(full, share, token.soldByMiners, token.soldByHolders);
      if (Number.isNaN(workUsd)) return 'Nobody sells, so the price is not determined.';
      return { emissionUsd: share > 0 ? workUsd / share : full, workUsd };
    }
    case 'E': {
      if (share === 0) return 'Without pay for work no emission buys the same compute.';
      const wanted = simulateDesigned({ ...market, workUsdPerYear: workShare(reference) * full }).workPerSec;
      return paid(spendingFor(wanted, market) / share);
    }
    default:
      return comparison satisfies never;
  }
}

/** The least spending that buys a work rate: compute rises with spending but in jumps, so it is bracketed and halved. */
function spendingFor(workPerSec: number, market: DesignedInput): number {
  const bought = (usd: number) => simulateDesigned({ ...market, workUsdPerYear: usd }).workPerSec;
  let low = 1;
  let high = 1;
  while (bought(high) < workPerSec) high *= 4;
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(low * high);
    if (bought(middle) < workPerSec) low = middle;
    else high = middle;
  }
  return high;
}

function refused(rule: RewardRule, comparison: ComparisonRule, reason: string): ComparedRule {
  return {
    ruleId: rule.id,
    label: rule.label,
    comparison,
    emissionUsdPerYear: null,
    workUsdPerYear: null,
    dilutionPerYear: null,
    staked: null,
    workAttackUsd: null,
    stakeAttackUsd: null,
    stakersUsdPerYear: null,
    outcome: null,
    reason,
  };
}
