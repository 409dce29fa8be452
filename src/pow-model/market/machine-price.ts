import { exp } from '../../foundation/portable-math.js';
import { netPresentValue } from './break-even.js';
import type { Fleet } from './fleet.js';
import type { MachineOffer } from './machine-offer.js';
import type { MarketConduct } from './market-input.js';

/**
 * What a maker asks for a unit/s: the value of the margin that a buyer expects from it, and never less than making it
 * costs (equation 2.8 of docs/economics.md). At the free-entry revenue that is the listed price.
 */
export function askedPrice(
  offer: MachineOffer,
  progress: number,
  revenueUsdPerYear: number,
  declinePerYear: number,
  conduct: MarketConduct,
): number {
  const listed = offer.capitalUsdPerWork * progress;
  if (conduct.machinePrice === 'listed') return listed;
  // Progress lowers purchase and running cost alike, so a unit/s of today is `progress` of one of the start.
  const perUnit = revenueUsdPerYear / (offer.marginFactor * progress);
  const value = netPresentValue(offer.cost, perUnit, conduct.discountPerYear, declinePerYear) + offer.capitalUsdPerWork;
  return Math.max(offer.unitCostUsdPerWork, value) * progress;
}

/** Adds machines to a vintage with what their price was for: making them, R&D out of the margin, and the rest of it. */
export function deliver(
  fleet: Fleet,
  v: number,
  offer: MachineOffer,
  progress: number,
  work: number,
  paidUsdPerWork: number,
): void {
  fleet.installed[v]! += work;
  if (offer.rented) return;
  const perYear = work / offer.lifetimeYears;
  const unitCost = Math.min(paidUsdPerWork, offer.unitCostUsdPerWork * progress);
  const margin = paidUsdPerWork - unitCost;
  const research = Math.min(margin, offer.researchShare * paidUsdPerWork);
  fleet.siliconPerYear[v]! += perYear * unitCost;
  fleet.researchPerYear[v]! += perYear * research;
  fleet.makerPerYear[v]! += perYear * (margin - research);
}

/** Machines of `machine` as they are sold at `year`; energy per work may exceed that of the best ones (sold mix). */
export function progressAt(offer: MachineOffer, year: number): number {
  return exp(-offer.progressPerYear * year);
}
