import { bestFigures, type MachineOffer, machineOffer } from './machine-offer.js';
import type { MarketInput } from './market-input.js';
import type { MarketTrajectory } from './market-outcome.js';
import { runMarket } from './run-market.js';
import { sitePriceCurve } from './site-price-curve.js';

/**
 * One class of work over the weeks of its revenue: machines run where revenue covers their cost, miners buy the
 * machine with the lowest break-even revenue, towards the work rate at which entry stops paying (equations 2.1 to 2.8
 * of docs/economics.md). Machines without a work rate are left out; a market without machines does no work.
 *
 * @example
 * const path = simulateMarket({ market, miners, revenueUsdPerWeek: new Array(520).fill(1e6) });
 * path.workPerSec[519]; // units per second after ten years
 */
export function simulateMarket(input: MarketInput): MarketTrajectory {
  const curve = sitePriceCurve(input.miners.sites);
  const offers: MachineOffer[] = [];
  for (const machine of input.market.machines) {
    const figures = bestFigures(machine);
    if (figures !== null) offers.push(machineOffer(machine, figures, input.miners, curve.medianUsdPerKwh));
  }
  return runMarket(input.market.workloadClass, offers, curve, input.revenueUsdPerWeek, input.miners);
}
