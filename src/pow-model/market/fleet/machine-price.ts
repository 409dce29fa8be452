import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { annuityYears, netPresentValue } from './break-even.js';
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

/**
 * Adds machines to a vintage with what their price was for: making them, R&D out of the margin, and the rest of it. A
 * vintage of machines that get better from week to week has their mean energy and price.
 */
export function deliver(
  fleet: Fleet,
  v: number,
  offer: MachineOffer,
  progress: number,
  energyFactor: number,
  work: number,
  paidUsdPerWork: number,
  discountPerYear: number,
): void {
  const before = fleet.installed[v]!;
  const watts = offer.wattsPerWork * (offer.rented ? progress : progress * energyFactor);
  fleet.installed[v] = before + work;
  if (before > 0 && watts !== fleet.watts[v]) {
    const mean = (old: number, fresh: number) => (old * before + fresh * work) / (before + work);
    fleet.watts[v] = mean(fleet.watts[v]!, watts);
    fleet.lnStopCost[v] = offer.lnStopCost + ln(fleet.watts[v]! / offer.wattsPerWork);
    if (!offer.rented) {
      const capital = (offer.capitalUsdPerWork * progress) / annuityYears(discountPerYear, offer.lifetimeYears);
      fleet.capitalPerYear[v] = mean(fleet.capitalPerYear[v]!, capital);
    }
  }
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
