import { exp, ln } from '../../foundation/portable-math.js';
import { annuityYears, MONTHS_PER_YEAR, WEEKS_PER_YEAR } from './break-even.js';
import { clearingLnHashprice } from './clearing.js';
import { Fleet } from './fleet.js';
import { bestFigures, type MachineOffer, machineOffer } from './machine-offer.js';
import type { MarketInput } from './market-input.js';
import type { MarketTrajectory } from './market-outcome.js';
import { type SitePriceCurve, sitePriceCurve } from './site-price-curve.js';

/** Purchases of a quarter share a vintage: machines of one quarter differ less than the figures are known. */
const WEEKS_PER_VINTAGE = 13;

/**
 * One class of work over the weeks of its revenue: machines run where revenue covers their cost, miners buy the
 * machine with the lowest break-even revenue, towards the work rate at which entry stops paying (equations 2.1 to 2.6
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
  return runMarket(
    input.market.workloadClass,
    offers,
    curve,
    input.revenueUsdPerWeek,
    input.miners.adjustmentPerMonth,
    input.miners.discountPerYear,
  );
}

/** The market of `offers` with the site prices already tabulated; the hot loop of the Monte Carlo. */
export function runMarket(
  workloadClass: string,
  offers: readonly MachineOffer[],
  curve: SitePriceCurve,
  revenueUsdPerWeek: readonly number[] | Float64Array,
  adjustmentPerMonth: number,
  discountPerYear: number,
): MarketTrajectory {
  const weeks = revenueUsdPerWeek.length;
  const path = emptyTrajectory(workloadClass, offers, revenueUsdPerWeek);
  const lifetimes = offers.map((offer) => Math.ceil(offer.lifetimeYears * WEEKS_PER_YEAR));
  const fleet = new Fleet(
    2 * offers.length +
      Math.ceil(weeks / WEEKS_PER_VINTAGE) * offers.length +
      Math.ceil(Math.max(0, ...lifetimes) / 13),
  );
  const open = new Int32Array(offers.length).fill(-1);
  // Faster than the whole gap in a week would overshoot the target.
  const speedPerWeek = Math.min(1, (adjustmentPerMonth * MONTHS_PER_YEAR) / WEEKS_PER_YEAR);
  let lnHashprice = Number.NEGATIVE_INFINITY;
  let delivery = 0;
  let buying = -1;

  for (let week = 0; week < weeks; week++) {
    const year = week / WEEKS_PER_YEAR;
    const revenue = revenueUsdPerWeek[week]! * WEEKS_PER_YEAR;
    if (fleet.retire(week) || week % WEEKS_PER_VINTAGE === 0) open.fill(-1);
    if (delivery > 0 && buying >= 0) {
      const offer = offers[buying]!;
      const progress = exp(-offer.progressPerYear * year);
      if (open[buying]! < 0) open[buying] = openVintage(fleet, offer, buying, progress, week, discountPerYear);
      fleet.installed[open[buying]!]! += delivery;
      const capital = offer.rented ? 0 : offer.capitalUsdPerWork * progress;
      path.machineUsdPerWeek[week]! += delivery * capital;
    }

    buying = cheapestOffer(offers, year);
    if (buying < 0) continue;
    const target = revenue / (offers[buying]!.breakEvenUsdPerYear * exp(-offers[buying]!.progressPerYear * year));
    if (fleet.count === 0 && week === 0 && target > 0) {
      startFleet(fleet, offers[buying]!, buying, target, lifetimes[buying]!, discountPerYear);
    }

    const cleared = clearingLnHashprice(fleet, curve, revenue, lnHashprice);
    let active = 0;
    if (cleared !== null) {
      lnHashprice = cleared;
      active = recordWeek(path, fleet, offers, curve, lnHashprice, week);
    }
    delivery =
      active > 0
        ? target > active
          ? active * (exp(speedPerWeek * ln(target / active)) - 1)
          : 0
        : target * (1 - exp(-speedPerWeek));
  }
  return path;
}

function emptyTrajectory(
  workloadClass: string,
  offers: readonly MachineOffer[],
  revenueUsdPerWeek: readonly number[] | Float64Array,
): MarketTrajectory {
  const weeks = revenueUsdPerWeek.length;
  return {
    weeks,
    workloadClass,
    machineIds: offers.map((offer) => offer.id),
    revenueUsdPerWeek: Float64Array.from(revenueUsdPerWeek),
    workPerSec: new Float64Array(weeks),
    activeMachines: offers.map(() => new Float64Array(weeks)),
    installedMachines: offers.map(() => new Float64Array(weeks)),
    powerW: new Float64Array(weeks),
    electricityUsdPerWeek: new Float64Array(weeks),
    machineUsdPerWeek: new Float64Array(weeks),
    capitalUsdPerWeek: new Float64Array(weeks),
  };
}

/** Index of the machine on sale with the lowest break-even revenue, or -1. */
function cheapestOffer(offers: readonly MachineOffer[], year: number): number {
  let best = -1;
  let lowest = Number.POSITIVE_INFINITY;
  for (let m = 0; m < offers.length; m++) {
    const offer = offers[m]!;
    if (offer.availableFromYear > year) continue;
    const needed = offer.breakEvenUsdPerYear * exp(-offer.progressPerYear * year);
    if (needed < lowest) {
      lowest = needed;
      best = m;
    }
  }
  return best;
}

function openVintage(
  fleet: Fleet,
  offer: MachineOffer,
  machine: number,
  progress: number,
  week: number,
  discountPerYear: number,
): number {
  return fleet.open(
    machine,
    // Rent is the market's price of the whole machine; the others' stop cost is energy, which progress lowers.
    offer.lnStopCost + ln(progress),
    offer.wattsPerWork * progress,
    offer.rented ? 0 : (offer.capitalUsdPerWork * progress) / annuityYears(discountPerYear, offer.lifetimeYears),
    1 / offer.workPerSec,
    offer.rented ? Number.POSITIVE_INFINITY : week + offer.lifetimeYears * WEEKS_PER_YEAR,
  );
}

/** The fleet of a network already in free entry: machines of all ages in equal numbers. */
function startFleet(
  fleet: Fleet,
  offer: MachineOffer,
  machine: number,
  target: number,
  lifetimeWeeks: number,
  discountPerYear: number,
): void {
  const bins = offer.rented ? 1 : Math.max(1, Math.ceil(lifetimeWeeks / WEEKS_PER_VINTAGE));
  for (let bin = 0; bin < bins; bin++) {
    const v = openVintage(fleet, offer, machine, 1, 0, discountPerYear);
    fleet.installed[v] = target / bins;
    if (!offer.rented) fleet.retiresAtWeek[v] = (lifetimeWeeks * (bin + 1)) / bins;
  }
}

/** Fills the week's figures from the cleared market and returns the active work rate. */
function recordWeek(
  path: MarketTrajectory,
  fleet: Fleet,
  offers: readonly MachineOffer[],
  curve: SitePriceCurve,
  lnHashprice: number,
  week: number,
): number {
  const { capacity, cost, lnLowest, inverseStep, points } = curve;
  const hoursPerWeek = 168;
  const weeklyRevenuePerWork = exp(lnHashprice) / WEEKS_PER_YEAR;
  let work = 0;
  let power = 0;
  let electricity = 0;
  let capital = 0;
  let rent = 0;
  for (let v = 0; v < fleet.count; v++) {
    const machine = fleet.machine[v]!;
    const installed = fleet.installed[v]!;
    const position = (lnHashprice - fleet.lnStopCost[v]! - lnLowest) * inverseStep;
    let share = 0;
    let price = 0;
    if (position >= points - 1) {
      share = 1;
      price = cost[points - 1]!;
    } else if (position > 0) {
      const cell = position | 0;
      const part = position - cell;
      share = capacity[cell]! + (capacity[cell + 1]! - capacity[cell]!) * part;
      price = cost[cell]! + (cost[cell + 1]! - cost[cell]!) * part;
    }
    const running = installed * share;
    const watts = running * fleet.watts[v]!;
    const energyUsd = (installed * fleet.watts[v]! * price * hoursPerWeek) / 1000;
    work += running;
    power += watts;
    electricity += energyUsd;
    path.activeMachines[machine]![week]! += running * fleet.machinesPerWork[v]!;
    if (offers[machine]!.rented) {
      path.installedMachines[machine]![week]! += running * fleet.machinesPerWork[v]!;
      // The stop cost of rented machines at each site's price is the whole rent.
      const paid = (installed * exp(fleet.lnStopCost[v]!) * price) / WEEKS_PER_YEAR;
      rent += Math.max(0, Math.min(paid, running * weeklyRevenuePerWork) - energyUsd);
    } else {
      path.installedMachines[machine]![week]! += installed * fleet.machinesPerWork[v]!;
      capital += installed * fleet.capitalPerYear[v]!;
    }
  }
  path.workPerSec[week] = work;
  path.powerW[week] = power;
  path.electricityUsdPerWeek[week] = electricity;
  path.machineUsdPerWeek[week]! += rent;
  path.capitalUsdPerWeek[week] = rent + capital / WEEKS_PER_YEAR;
  return work;
}
