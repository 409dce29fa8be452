import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { type RewardRule, workShare } from '../../rules/reward-rule.js';
import type { ScenarioToken } from '../scenario/market-scenario.js';
import type { CoinSchedule } from './coin-schedule.js';

/** Share of a rule's emission that is sold, where miners and holders sell the shares that the scenario names. */
export function soldShare(rule: RewardRule, soldByMiners: number, soldByHolders: number): number {
  return workShare(rule) * soldByMiners + (rule.stake + rule.owner) * soldByHolders;
}

/**
 * Coin price week by week over the nominal price of the start. Without a balance that is the drawn path, whatever the
 * rule. With one the drawn path is that of the inflow, and the price is what clears it against the coins sold; weeks
 * without emission keep the last price. Nobody sells: NaN.
 */
export function rulePrice(
  token: ScenarioToken,
  rule: RewardRule,
  schedule: CoinSchedule,
  drawn: Float64Array,
): Float64Array {
  const { balance } = token;
  if (balance === null) return drawn;
  const sold = soldShare(rule, balance.soldByMiners, balance.soldByHolders);
  const weeklyInflow = balance.inflowUsdPerYear / WEEKS_PER_YEAR;
  let last = Number.NaN;
  return drawn.map((inflow, week) => {
    const coins = schedule.emission[week]! * sold;
    if (coins > 0) last = (weeklyInflow * inflow) / coins;
    return last;
  });
}

/** Dollars of coins at a price; no coins are no dollars, also where nothing is sold that would give them a price. */
export function usdOf(coins: number, price: number): number {
  return coins > 0 ? coins * price : 0;
}
