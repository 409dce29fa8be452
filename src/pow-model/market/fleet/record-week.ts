import { exp } from '../../../foundation/numeric/portable-math.js';
import { HOURS_PER_WEEK } from '../../../foundation/quantity/time-spans.js';
import { WEEKS_PER_YEAR } from './break-even.js';
import type { Fleet } from './fleet.js';
import type { MachineOffer } from './machine-offer.js';
import type { MarketTrajectory } from './market-outcome.js';
import type { SitePriceCurve } from './site-price-curve.js';

/** Fills the week's figures from the cleared market and returns the active work rate. */
export function recordWeek(
  path: MarketTrajectory,
  fleet: Fleet,
  offers: readonly MachineOffer[],
  curve: SitePriceCurve,
  otherOpexPerElectricity: number,
  lnHashprice: number,
  week: number,
): number {
  const { capacity, cost, lnLowest, inverseStep, points } = curve;
  const weeklyRevenuePerWork = exp(lnHashprice) / WEEKS_PER_YEAR;
  let work = 0;
  let power = 0;
  let electricity = 0;
  let otherOpex = 0;
  let capital = 0;
  let rent = 0;
  let silicon = 0;
  let research = 0;
  let maker = 0;
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
    const energyUsd = (installed * fleet.watts[v]! * price * HOURS_PER_WEEK) / 1000;
    work += running;
    power += running * fleet.watts[v]!;
    electricity += energyUsd;
    path.activeMachines[machine]![week]! += running * fleet.machinesPerWork[v]!;
    const offer = offers[machine]!;
    if (offer.rented) {
      path.installedMachines[machine]![week]! += running * fleet.machinesPerWork[v]!;
      // The stop cost of rented machines at each site's price is the whole rent.
      const paid = (installed * exp(fleet.lnStopCost[v]!) * price) / WEEKS_PER_YEAR;
      const beyondEnergy = Math.max(0, Math.min(paid, running * weeklyRevenuePerWork) - energyUsd);
      rent += beyondEnergy;
      // Rent pays for the machine's use first; what is left is its owner's.
      const listedPerWeek = (running * offer.capitalUsdPerWork) / (offer.lifetimeYears * WEEKS_PER_YEAR);
      const used = Math.min(beyondEnergy, listedPerWeek);
      const unitCost = offer.unitCostUsdPerWork / offer.capitalUsdPerWork;
      const spent = Math.min(1 - unitCost, offer.researchShare);
      silicon += used * unitCost;
      research += used * spent;
      maker += used * (1 - unitCost - spent);
    } else {
      path.installedMachines[machine]![week]! += installed * fleet.machinesPerWork[v]!;
      capital += installed * fleet.capitalPerYear[v]!;
      otherOpex += energyUsd * otherOpexPerElectricity;
      silicon += fleet.siliconPerYear[v]! / WEEKS_PER_YEAR;
      research += fleet.researchPerYear[v]! / WEEKS_PER_YEAR;
      maker += fleet.makerPerYear[v]! / WEEKS_PER_YEAR;
    }
  }
  path.workPerSec[week] = work;
  path.powerW[week] = power;
  path.electricityUsdPerWeek[week] = electricity;
  path.otherOpexUsdPerWeek[week] = otherOpex;
  path.machineUsdPerWeek[week]! += rent;
  path.capitalUsdPerWeek[week] = rent + capital / WEEKS_PER_YEAR;
  path.siliconUsdPerWeek[week] = silicon;
  path.researchUsdPerWeek[week] = research;
  path.makerMarginUsdPerWeek[week] = maker;
  return work;
}
