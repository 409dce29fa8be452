import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { ALL_MECHANISMS } from './fleet-input.js';
import { bestFigures, type MachineOffer, machineOffer } from './machine-offer.js';
import type { MarketConduct, MarketInput } from './market-input.js';
import type { FleetPath } from './market-outcome.js';
import { OffersSupply } from './offers-supply.js';
import { simulateFleet } from './simulate-fleet.js';
import { type SitePriceCurve, sitePriceCurve } from './site-price-curve.js';

/**
 * One class of work over the weeks of its revenue: machines run where revenue covers their cost, miners buy the
 * machine with the lowest break-even revenue, towards the work rate at which entry stops paying (equations 2.1 to 2.8
 * of docs/economics.md). Machines without a work rate are left out; a market without machines does no work.
 *
 * @example
 * const path = simulateMarket({ market, miners, revenueUsdPerWeek: new Array(520).fill(1e6) });
 * path.workPerSec[519]; // units per second after ten years
 */
export function simulateMarket(input: MarketInput): FleetPath {
  const curve = sitePriceCurve(input.miners.sites);
  const offers: MachineOffer[] = [];
  for (const machine of input.market.machines) {
    const figures = bestFigures(machine);
    if (figures !== null) offers.push(machineOffer(machine, figures, input.miners, curve.medianUsdPerKwh));
  }
  return weeklyMarket(input.market.workloadClass, offers, curve, input.revenueUsdPerWeek, input.miners);
}

/** The fleet of `offers` week by week, with the site prices already tabulated; buyers take today's revenue to last. */
export function weeklyMarket(
  workloadClass: string,
  offers: readonly MachineOffer[],
  curve: SitePriceCurve,
  revenueUsdPerWeek: readonly number[] | Float64Array,
  conduct: MarketConduct,
): FleetPath {
  return simulateFleet({
    workloadClass,
    stepsPerYear: WEEKS_PER_YEAR,
    revenueUsdPerStep: revenueUsdPerWeek,
    expectedRevenueUsdPerStep: revenueUsdPerWeek,
    supply: new OffersSupply(offers, conduct, WEEKS_PER_YEAR),
    curve,
    adjustmentPerMonth: conduct.adjustmentPerMonth,
    otherOpexPerElectricity: conduct.otherOpexPerElectricity,
    failurePerYear: 0,
    mechanisms: ALL_MECHANISMS,
    rescale: null,
  });
}
