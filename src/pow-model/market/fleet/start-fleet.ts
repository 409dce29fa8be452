import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { annuityYears, WEEKS_PER_YEAR } from './break-even.js';
import { activeWork } from './clearing.js';
import type { Fleet } from './fleet.js';
import type { MachineOffer } from './machine-offer.js';
import { deliver, progressAt } from './machine-price.js';
import type { SitePriceCurve } from './site-price-curve.js';

/** Purchases of a quarter share a vintage: machines of one quarter differ less than the figures are known. */
export const WEEKS_PER_VINTAGE = 13;

/** Adds an empty vintage of a machine with `progress` behind it, whose energy per work is `energyFactor` times its own. */
export function openVintage(
  fleet: Fleet,
  offer: MachineOffer,
  machine: number,
  progress: number,
  energyFactor: number,
  week: number,
  discountPerYear: number,
): number {
  const { rented } = offer;
  const energy = rented ? progress : progress * energyFactor;
  return fleet.open(
    machine,
    // Rent is the market's price of the whole machine; the others' stop cost is energy, which progress lowers.
    offer.lnStopCost + ln(energy),
    offer.wattsPerWork * energy,
    rented ? 0 : (offer.capitalUsdPerWork * progress) / annuityYears(discountPerYear, offer.lifetimeYears),
    1 / offer.workPerSec,
    rented ? Number.POSITIVE_INFINITY : week + offer.lifetimeYears * WEEKS_PER_YEAR,
  );
}

/** Index of the machine on sale with the lowest break-even revenue of a unit/s, or -1. */
export function cheapestOffer(offers: readonly MachineOffer[], year: number): number {
  let best = -1;
  let lowest = Number.POSITIVE_INFINITY;
  for (let m = 0; m < offers.length; m++) {
    const offer = offers[m]!;
    if (offer.availableFromYear > year) continue;
    const needed = offer.breakEvenUsdPerYear * progressAt(offer, year);
    if (needed < lowest) {
      lowest = needed;
      best = m;
    }
  }
  return best;
}

/**
 * The fleet of a network already in free entry: machines of all ages in equal parts, each of the machine that was best
 * when it was bought, scaled so that `target` of it runs at the revenue that so much work earns.
 */
export function startFleet(
  fleet: Fleet,
  offers: readonly MachineOffer[],
  machine: number,
  target: number,
  revenueUsdPerYear: number,
  curve: SitePriceCurve,
  discountPerYear: number,
): void {
  const now = offers[machine]!;
  const lifetimeWeeks = Math.ceil(now.lifetimeYears * WEEKS_PER_YEAR);
  const bins = now.rented ? 1 : Math.max(1, Math.ceil(lifetimeWeeks / WEEKS_PER_VINTAGE));
  let mixed = false;
  for (let bin = 0; bin < bins; bin++) {
    const yearsAgo = now.rented ? 0 : ((bins - 1 - bin) / bins) * now.lifetimeYears;
    const then = cheapestOffer(offers, -yearsAgo);
    const m = then < 0 ? machine : then;
    const offer = offers[m]!;
    const progress = progressAt(offer, -yearsAgo);
    mixed ||= m !== machine || progress !== 1;
    const v = openVintage(fleet, offer, m, progress, 1, 0, discountPerYear);
    deliver(fleet, v, offer, progress, 1, target / bins, offer.capitalUsdPerWork * progress, discountPerYear);
    if (!offer.rented) fleet.retiresAtWeek[v] = (lifetimeWeeks * (bin + 1)) / bins;
  }
  if (!mixed) return;
  const runs = activeWork(fleet, curve, ln(revenueUsdPerYear / target));
  if (!(runs > 0)) return;
  scale(fleet, target / runs);
}

function scale(fleet: Fleet, factor: number): void {
  for (let v = 0; v < fleet.count; v++) {
    fleet.installed[v]! *= factor;
    fleet.siliconPerYear[v]! *= factor;
    fleet.researchPerYear[v]! *= factor;
    fleet.makerPerYear[v]! *= factor;
  }
}

/** Log decline a year of a path of logs, over the weeks before `week`. */
export function declineOver(logs: Float64Array, week: number, weeks: number): number {
  return ((logs[week - weeks]! - logs[week]!) / weeks) * WEEKS_PER_YEAR;
}

/** Additions of a week towards the target at the speed a week; into an empty market they start from nothing. */
export function additions(active: number, target: number, speedPerWeek: number): number {
  if (!(active > 0)) return target * (1 - exp(-speedPerWeek));
  return target > active ? active * (exp(speedPerWeek * ln(target / active)) - 1) : 0;
}
