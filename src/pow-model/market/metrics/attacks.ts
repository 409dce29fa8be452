import { HOURS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { MachineOffer } from '../fleet/machine-offer.js';
import { progressAt } from '../fleet/machine-price.js';
import type { AttackScenario } from '../scenario/market-scenario.js';

/** What an attack on the work costs, USD. NaN where it cannot be had. */
export interface WorkAttack {
  /** Buying the machines with which the attack is cheapest to start. */
  readonly grossUsd: number;
  /** With the machines that leave least to pay after reselling them. */
  readonly netUsd: number;
  /** Renting machines of general purpose. */
  readonly usdPerHour: number;
}

/** Costs of so much work as the attack share of the rate, with the machines on sale in `year`. */
export function workAttack(
  workPerSec: number,
  offers: readonly MachineOffer[],
  year: number,
  { workShare, resaleShare }: AttackScenario,
): WorkAttack {
  let gross = Number.POSITIVE_INFINITY;
  let net = Number.POSITIVE_INFINITY;
  let rent = Number.POSITIVE_INFINITY;
  for (const offer of offers) {
    if (offer.availableFromYear > year) continue;
    const progress = progressAt(offer, year);
    const price = offer.capitalUsdPerWork * progress;
    gross = Math.min(gross, price);
    net = Math.min(net, offer.generalPurpose ? price * (1 - resaleShare) : price);
    if (offer.rented) rent = Math.min(rent, (offer.breakEvenUsdPerYear * progress) / offer.marginFactor);
  }
  const work = workShare * workPerSec;
  const had = (usd: number) => (usd < Number.POSITIVE_INFINITY ? work * usd : Number.NaN);
  return { grossUsd: had(gross), netUsd: had(net), usdPerHour: had(rent) / HOURS_PER_YEAR };
}

/** What an attack on the stake costs, USD, before its purchase moves the price; what is not slashed loses value. */
export function stakeAttack(
  marketValueUsd: number,
  staked: number,
  { stakeShare, slashedShare, priceFallShare }: AttackScenario,
): { readonly grossUsd: number; readonly netUsd: number } {
  const grossUsd = stakeShare * staked * marketValueUsd;
  return { grossUsd, netUsd: grossUsd * (slashedShare + (1 - slashedShare) * priceFallShare) };
}
