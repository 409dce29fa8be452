import { type RewardRule, workShare } from '../../../pow-model/rules/reward-rule.js';
import { balancedWorkUsd } from '../../../pow-model/rules/token-balance.js';

/** What a table holds equal between reward rules. */
export type ComparisonRule = 'A' | 'B' | 'C' | 'D' | 'E';

export const COMPARISON_LABELS: Readonly<Record<ComparisonRule, string>> = {
  A: 'A: equal emission and equal coin price',
  B: 'B: equal purchase cost of an attack',
  C: 'C: equal real cost to holders (emission times share for work)',
  D: 'D: equal inflow, coin price answers to selling',
  E: 'E: equal compute bought',
};

/** The token side of a comparison that decides what rules pay. */
export interface PayToken {
  readonly emissionUsdPerYear: number;
  readonly marketValueUsd: number;
  readonly soldByMiners: number;
  readonly soldByHolders: number;
}

/** What a market asks to be paid; null where no pay does it. Pay is USD a year for work. */
export interface PayMarket {
  /** Share of a rule's emission that pays for the work of this market. */
  readonly paidShare: (rule: RewardRule) => number;
  /** Purchase cost of an attack on the stake, were all emission paid to stake, USD. */
  readonly stakeAttackUsd: () => number;
  readonly payForAttack: (attackUsd: number) => number | null;
  readonly computeOf: (workUsdPerYear: number) => number;
  readonly payForCompute: (workPerSec: number) => number | null;
}

/** Emission and pay for work that make a rule comparable, or why nothing does. */
export function payFor(
  comparison: ComparisonRule,
  rule: RewardRule,
  reference: RewardRule,
  token: PayToken,
  market: PayMarket,
): { readonly emissionUsd: number; readonly workUsd: number } | string {
  const share = workShare(rule);
  const full = token.emissionUsdPerYear;
  const paid = (emissionUsd: number) => ({ emissionUsd, workUsd: share * emissionUsd });
  const bounded = (partUsd: number, part: number) =>
    exceedsMarketValue(partUsd / part, token) ? beyondMarketValue(partUsd, part, token) : paid(partUsd / part);
  switch (comparison) {
    case 'A':
      return paid(full);
    case 'B': {
      // Equal to the stake's purchase cost under all-to-stake emission with the same premium: k w Y = theta q M.
      const secured = market.paidShare(rule);
      if (secured === 0) return rule.stake > 0 ? bounded(full, rule.stake) : SECURES_NOTHING;
      const pay = market.payForAttack(market.stakeAttackUsd());
      return pay === null ? 'No pay for work makes an attack on it cost the same.' : bounded(pay, secured);
    }
    case 'C':
      if (share === 0) return 'Without pay for work no emission costs holders the same.';
      return bounded(full * workShare(reference), share);
    case 'D': {
      const workUsd = balancedWorkUsd(full, share, token.soldByMiners, token.soldByHolders);
      if (Number.isNaN(workUsd)) return 'Nobody sells, so the price is not determined.';
      return share > 0 ? bounded(workUsd, share) : { emissionUsd: full, workUsd };
    }
    case 'E': {
      const buying = market.paidShare(rule);
      if (buying === 0) return 'Without pay for work no emission buys the same compute.';
      const pay = market.payForCompute(market.computeOf(market.paidShare(reference) * full));
      return pay === null ? 'No pay for work buys the same compute.' : bounded(pay, buying);
    }
    default:
      return comparison satisfies never;
  }
}

const SECURES_NOTHING = 'The rule pays neither this work nor stake, so that no emission makes an attack cost the same.';

/** Whether a comparison asks for more in a year than all coins are worth; what the file itself emits is its own affair. */
function exceedsMarketValue(emissionUsd: number, token: PayToken): boolean {
  return emissionUsd > Math.max(token.marketValueUsd, token.emissionUsdPerYear) * (1 + 1e-9);
}

/** Why an emission cannot be, with its arithmetic. */
function beyondMarketValue(partUsd: number, part: number, { marketValueUsd }: PayToken): string {
  const emissionUsd = partUsd / part;
  const percent = (share: number) => `${Number((100 * share).toPrecision(3))} %`;
  return `It would take ${billions(partUsd)} a year, at a share of ${percent(part)} an emission of ${billions(emissionUsd)} a year: ${percent(emissionUsd / marketValueUsd)} of the market value of ${billions(marketValueUsd)}, and no price survives an emission of more than all coins are worth.`;
}

function billions(usd: number): string {
  return `${Number((usd / 1e9).toPrecision(3))} B$`;
}

/** The least pay that reaches a wanted value of a rising figure, bracketed and halved; null where no pay up to 1e18 does. */
export function leastPay(figure: (workUsdPerYear: number) => number, wanted: number): number | null {
  let low = 1;
  let high = 1;
  // A figure that does not exist reaches nothing.
  while (!(figure(high) >= wanted)) {
    high *= 4;
    if (high > 1e18) return null;
  }
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(low * high);
    if (!(figure(middle) >= wanted)) low = middle;
    else high = middle;
    if (high / low < 1 + 1e-12) break;
  }
  return high;
}
