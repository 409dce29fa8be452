import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { progressAt } from '../../../pow-model/market/fleet/machine-price.js';
import { type MarketScenario, type RuleRun, sampleWeeks, weekUses } from '../../../pow-model/market/index.js';
import type { CentralQuarter } from './given-outcome.js';

/** A rule's middle path at the weeks of the samples. */
export function centralQuarters(scenario: MarketScenario, run: RuleRun): CentralQuarter[] {
  const { market, paid, schedule, offers } = run;
  const rule = scenario.rules[run.variant.rule]!;
  return sampleWeeks(market.steps).map((week): CentralQuarter => {
    const uses = weekUses(rule, scenario.market.workloadClass, schedule, paid, market, week);
    const work = market.workPerSec[week]!;
    const asked = market.machinePriceUsdPerWork[week]!;
    const marketPrice = paid.marketUsdPerToken[week]! * 1e6;
    return {
      year: week / WEEKS_PER_YEAR,
      price: Number.isFinite(paid.price[week]!) ? paid.price[week]! : null,
      workPerSec: work,
      powerMw: market.powerW[week]! / 1e6,
      joulesPerWork: work > 0 ? market.powerW[week]! / work : null,
      askedUsdPerWork: Number.isFinite(asked) ? asked : null,
      revenueUsd: market.revenueUsdPerStep[week]! * WEEKS_PER_YEAR,
      uses: Object.fromEntries(Object.entries(uses).map(([name, usd]) => [name, usd * WEEKS_PER_YEAR])),
      machineShares: scenario.market.machines.map(({ profile }) => {
        const m = offers.findIndex((offer) => offer.id === profile.id);
        return m < 0 || !(work > 0) ? 0 : (market.activeMachines[m]![week]! * offers[m]!.workPerSec) / work;
      }),
      marketUsdPerMillionTokens: Number.isFinite(marketPrice) ? marketPrice : null,
    };
  });
}

/** The best machine of those that are bought or rented anew in the last year, and when the first of it came. */
export function generationOf(scenario: MarketScenario, run: RuleRun): { label: string; fromYear: number } | null {
  const { market, offers } = run;
  let best: number | null = null;
  let lowest = Number.POSITIVE_INFINITY;
  const start = Math.max(0, market.steps - Math.round(WEEKS_PER_YEAR));
  offers.forEach((offer, m) => {
    let bought = 0;
    for (let week = start; week < market.steps; week++) bought += market.boughtWorkPerSec[m]![week]!;
    const joules = offer.wattsPerWork * progressAt(offer, market.steps / WEEKS_PER_YEAR);
    if (bought > 0 && joules < lowest) {
      best = m;
      lowest = joules;
    }
  });
  if (best === null) return null;
  const first = market.boughtWorkPerSec[best]!.findIndex((work) => work > 0);
  const label = scenario.market.machines.find(({ profile }) => profile.id === offers[best!]!.id)!.profile.label;
  return { label, fromYear: first / WEEKS_PER_YEAR };
}
