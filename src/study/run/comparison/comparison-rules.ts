import { type DesignedInput, type DesignedOutcome, simulateDesigned } from '../../../pow-model/market/design/index.js';
import { type RewardRule, workShare } from '../../../pow-model/rules/reward-rule.js';
import { stakedFraction, tokenTransfers } from '../../../pow-model/rules/token-balance.js';
import { type ComparisonRule, leastPay, type PayMarket, type PayToken, payFor } from './comparison-pay.js';

/** The token side of a comparison. */
export interface ComparisonToken extends PayToken {
  readonly marketValueUsd: number;
  /** Premium that stakers require, per year; sets the staked fraction. */
  readonly requiredPremium: number;
  readonly stakeAttackShare: number;
  /** k: replacement value of the fleet over a year of pay for work. */
  readonly fleetYears: number;
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
    const pay = payFor(comparison, rule, reference, token, payMarket(token, market));
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

/** What the market with designers asks to be paid: compute rises with spending but in jumps. */
function payMarket(token: ComparisonToken, market: DesignedInput): PayMarket {
  const computeOf = (workUsdPerYear: number) => simulateDesigned({ ...market, workUsdPerYear }).workPerSec;
  const { marketValueUsd, emissionUsdPerYear, requiredPremium, stakeAttackShare } = token;
  return {
    paidShare: workShare,
    stakeAttackUsd: () =>
      stakeAttackShare * stakedFraction(0, emissionUsdPerYear / marketValueUsd, requiredPremium) * marketValueUsd,
    payForAttack: (attackUsd) => attackUsd / token.fleetYears,
    computeOf,
    payForCompute: (workPerSec) => leastPay(computeOf, workPerSec),
  };
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
