import { exp } from '../../../foundation/numeric/portable-math.js';
import { MONTHS_PER_YEAR, WEEKS_PER_YEAR } from './break-even.js';
import { clearingLnHashprice } from './clearing.js';
import { Fleet } from './fleet.js';
import { breakEvenAt, type MachineOffer } from './machine-offer.js';
import { askedPrice, deliver, progressAt } from './machine-price.js';
import type { MarketConduct } from './market-input.js';
import type { MarketTrajectory } from './market-outcome.js';
import { recordWeek } from './record-week.js';
import type { SitePriceCurve } from './site-price-curve.js';
import { SoldMix } from './sold-mix.js';
import { additions, declineOver, openVintage, startFleet, WEEKS_PER_VINTAGE } from './start-fleet.js';

/** The market of `offers` with the site prices already tabulated; the hot loop of the Monte Carlo. */
export function runMarket(
  workloadClass: string,
  offers: readonly MachineOffer[],
  curve: SitePriceCurve,
  revenueUsdPerWeek: readonly number[] | Float64Array,
  conduct: MarketConduct,
): MarketTrajectory {
  const weeks = revenueUsdPerWeek.length;
  const { discountPerYear, soldMix, trendMonths } = conduct;
  const fleet = new Fleet(2 * offers.length + Math.ceil(weeks / WEEKS_PER_VINTAGE) * offers.length + 64);
  const path = emptyTrajectory(workloadClass, offers, revenueUsdPerWeek, fleet);
  const open = new Int32Array(offers.length).fill(-1);
  const needed = new Float64Array(offers.length);
  const mix = new SoldMix(offers, soldMix.months);
  const lagYears = soldMix.months / MONTHS_PER_YEAR / 2;
  const trendWeeks = trendMonths === null ? 0 : Math.round((trendMonths * WEEKS_PER_YEAR) / MONTHS_PER_YEAR);
  // Faster than the whole gap in a week would overshoot the target.
  const speedPerWeek = Math.min(1, (conduct.adjustmentPerMonth * MONTHS_PER_YEAR) / WEEKS_PER_YEAR);
  let lnHashprice = Number.NEGATIVE_INFINITY;
  let delivery = 0;
  let buying = -1;
  let decline = offers[0]?.expectedDeclinePerYear ?? 0;

  for (let week = 0; week < weeks; week++) {
    const year = week / WEEKS_PER_YEAR;
    const revenue = revenueUsdPerWeek[week]! * WEEKS_PER_YEAR;
    if (fleet.retire(week) || week % WEEKS_PER_VINTAGE === 0) open.fill(-1);
    if (delivery > 0 && buying >= 0) {
      for (let k = 0; k < mix.size; k++) {
        const m = mix.machineAt(k);
        const offer = offers[m]!;
        const progress = progressAt(offer, year - lagYears);
        if (open[m]! < 0) open[m] = openVintage(fleet, offer, m, progress, soldMix.energyFactor, week, discountPerYear);
        const work = delivery * mix.shareAt(k);
        const paid = offer.rented ? 0 : askedPrice(offer, progress, exp(lnHashprice), decline, conduct);
        deliver(fleet, open[m]!, offer, progress, soldMix.energyFactor, work, paid, discountPerYear);
        path.machineUsdPerWeek[week]! += work * paid;
        path.boughtWorkPerSec[m]![week]! += work;
      }
    }

    if (trendWeeks > 0 && week > trendWeeks) {
      const measured = declineOver(path.lnHashprice, week - 1, trendWeeks);
      if (Number.isFinite(measured)) decline = measured;
    }
    buying = cheapest(offers, needed, decline, year);
    if (buying < 0) continue;
    mix.note(buying);
    const target = revenue / needed[buying]!;
    if (fleet.count === 0 && week === 0 && target > 0) {
      startFleet(fleet, offers, buying, target, revenue, curve, discountPerYear);
    }

    const cleared = clearingLnHashprice(fleet, curve, revenue, lnHashprice);
    let active = 0;
    if (cleared !== null) {
      lnHashprice = cleared;
      active = recordWeek(path, fleet, offers, curve, conduct.otherOpexPerElectricity, lnHashprice, week);
    }
    path.lnHashprice[week] = lnHashprice;
    path.bestMachine[week] = buying;
    const best = offers[buying]!;
    path.machinePriceUsdPerWork[week] = best.rented
      ? Number.NaN
      : askedPrice(best, progressAt(best, year), exp(lnHashprice), decline, conduct);
    delivery = additions(active, target, speedPerWeek);
  }
  return path;
}

/** Fills `needed` with the break-even revenue of every machine on sale and returns the index of the lowest, or -1. */
function cheapest(offers: readonly MachineOffer[], needed: Float64Array, decline: number, year: number): number {
  let best = -1;
  let lowest = Number.POSITIVE_INFINITY;
  for (let m = 0; m < offers.length; m++) {
    const offer = offers[m]!;
    if (offer.availableFromYear > year) continue;
    const progress = offer.progressPerYear === 0 ? 1 : progressAt(offer, year);
    needed[m] = breakEvenAt(offer, decline) * progress;
    if (needed[m]! < lowest) {
      lowest = needed[m]!;
      best = m;
    }
  }
  return best;
}

function emptyTrajectory(
  workloadClass: string,
  offers: readonly MachineOffer[],
  revenueUsdPerWeek: readonly number[] | Float64Array,
  closingFleet: Fleet,
): MarketTrajectory {
  const weeks = revenueUsdPerWeek.length;
  const empty = () => new Float64Array(weeks);
  return {
    weeks,
    workloadClass,
    machineIds: offers.map((offer) => offer.id),
    revenueUsdPerWeek: Float64Array.from(revenueUsdPerWeek),
    lnHashprice: empty().fill(Number.NaN),
    workPerSec: empty(),
    activeMachines: offers.map(empty),
    installedMachines: offers.map(empty),
    boughtWorkPerSec: offers.map(empty),
    bestMachine: new Int32Array(weeks).fill(-1),
    machinePriceUsdPerWork: empty(),
    powerW: empty(),
    electricityUsdPerWeek: empty(),
    otherOpexUsdPerWeek: empty(),
    machineUsdPerWeek: empty(),
    capitalUsdPerWeek: empty(),
    siliconUsdPerWeek: empty(),
    researchUsdPerWeek: empty(),
    makerMarginUsdPerWeek: empty(),
    closingFleet,
  };
}
