import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { annuityYears } from './break-even.js';
import { activeWork } from './clearing.js';
import type { Fleet } from './fleet.js';
import type { MachineOffer } from './machine-offer.js';
import { deliver, progressAt } from './machine-price.js';
import type { MarketConduct } from './market-input.js';
import type { SitePriceCurve } from './site-price-curve.js';

/** Adds an empty vintage of a machine with `progress` behind it, whose energy per work is `energyFactor` times its own. */
export function openVintage(
  fleet: Fleet,
  offer: MachineOffer,
  machine: number,
  progress: number,
  energyFactor: number,
  step: number,
  { discountPerYear }: Pick<MarketConduct, 'discountPerYear'>,
  stepsPerYear: number,
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
    rented ? Number.POSITIVE_INFINITY : step + offer.lifetimeYears * stepsPerYear,
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
  conduct: Pick<MarketConduct, 'discountPerYear'>,
  { stepsPerYear, stepsPerVintage }: { readonly stepsPerYear: number; readonly stepsPerVintage: number },
): void {
  const now = offers[machine]!;
  const lifetimeSteps = Math.ceil(now.lifetimeYears * stepsPerYear);
  const bins = now.rented ? 1 : Math.max(1, Math.ceil(lifetimeSteps / stepsPerVintage));
  let mixed = false;
  for (let bin = 0; bin < bins; bin++) {
    const yearsAgo = now.rented ? 0 : ((bins - 1 - bin) / bins) * now.lifetimeYears;
    const then = cheapestOffer(offers, -yearsAgo);
    const m = then < 0 ? machine : then;
    const offer = offers[m]!;
    const progress = progressAt(offer, -yearsAgo);
    mixed ||= m !== machine || progress !== 1;
    const v = openVintage(fleet, offer, m, progress, 1, 0, conduct, stepsPerYear);
    deliver(fleet, v, offer, progress, 1, target / bins, offer.capitalUsdPerWork * progress, conduct.discountPerYear);
    if (!offer.rented) fleet.retiresAtStep[v] = (lifetimeSteps * (bin + 1)) / bins;
  }
  if (!mixed) return;
  const runs = activeWork(fleet, curve, ln(revenueUsdPerYear / target));
  if (!(runs > 0)) return;
  scaleWithCosts(fleet, target / runs);
}

function scaleWithCosts(fleet: Fleet, factor: number): void {
  fleet.scale(factor);
  for (let v = 0; v < fleet.count; v++) {
    fleet.siliconPerYear[v]! *= factor;
    fleet.researchPerYear[v]! *= factor;
    fleet.makerPerYear[v]! *= factor;
  }
}

/** Log decline a year of a path of logs, over the steps before `step`. */
export function declineOver(logs: Float64Array, step: number, steps: number, stepsPerYear: number): number {
  return ((logs[step - steps]! - logs[step]!) / steps) * stepsPerYear;
}

/** Additions of a step towards the target at the speed a step; into an empty market they start from nothing. */
export function additions(active: number, target: number, speedPerStep: number): number {
  if (!(active > 0)) return target * (1 - exp(-speedPerStep));
  return target > active ? active * (exp(speedPerStep * ln(target / active)) - 1) : 0;
}
