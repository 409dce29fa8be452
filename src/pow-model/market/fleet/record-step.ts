import { exp } from '../../../foundation/numeric/portable-math.js';
import { HOURS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { Fleet } from './fleet.js';
import type { FleetInput } from './fleet-input.js';
import type { MachineOffer } from './machine-offer.js';
import type { FleetPath } from './market-outcome.js';

/** Fills a step's figures from the cleared market and returns the active work rate. */
export function recordStep(
  path: FleetPath,
  fleet: Fleet,
  offers: readonly MachineOffer[],
  { curve, otherOpexPerElectricity, stepsPerYear, mechanisms }: FleetInput,
  lnHashprice: number,
  step: number,
): number {
  const { capacity, cost, lnLowest, inverseStep, points } = curve;
  const hoursPerStep = HOURS_PER_YEAR / stepsPerYear;
  const revenuePerWork = exp(lnHashprice) / stepsPerYear;
  // Where machines may not stop, each runs at the mean price of all sites.
  const shift = mechanisms.shutdown ? 0 : Number.POSITIVE_INFINITY;
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
    const position = (lnHashprice - fleet.lnStopCost[v]! - lnLowest) * inverseStep + shift;
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
    const energyUsd = (installed * fleet.watts[v]! * price * hoursPerStep) / 1000;
    work += running;
    power += running * fleet.watts[v]!;
    electricity += energyUsd;
    path.activeMachines[machine]![step]! += running * fleet.machinesPerWork[v]!;
    const offer = offers[machine]!;
    if (offer.rented) {
      path.installedMachines[machine]![step]! += running * fleet.machinesPerWork[v]!;
      // The stop cost of rented machines at each site's price is the whole rent.
      const paid = (installed * exp(fleet.lnStopCost[v]!) * price) / stepsPerYear;
      const beyondEnergy = Math.max(0, Math.min(paid, running * revenuePerWork) - energyUsd);
      rent += beyondEnergy;
      // Rent pays for the machine's use first; what is left is its owner's.
      const listedPerStep = (running * offer.capitalUsdPerWork) / (offer.lifetimeYears * stepsPerYear);
      const used = Math.min(beyondEnergy, listedPerStep);
      const unitCost = offer.unitCostUsdPerWork / offer.capitalUsdPerWork;
      const spent = Math.min(1 - unitCost, offer.researchShare);
      silicon += used * unitCost;
      research += used * spent;
      maker += used * (1 - unitCost - spent);
    } else {
      path.installedMachines[machine]![step]! += installed * fleet.machinesPerWork[v]!;
      capital += installed * fleet.capitalPerYear[v]!;
      otherOpex += energyUsd * otherOpexPerElectricity;
      silicon += fleet.siliconPerYear[v]! / stepsPerYear;
      research += fleet.researchPerYear[v]! / stepsPerYear;
      maker += fleet.makerPerYear[v]! / stepsPerYear;
    }
  }
  path.workPerSec[step] = work;
  path.powerW[step] = power;
  path.electricityUsdPerStep[step] = electricity;
  path.otherOpexUsdPerStep[step] = otherOpex;
  path.machineUsdPerStep[step]! += rent;
  path.capitalUsdPerStep[step] = rent + capital / stepsPerYear;
  path.siliconUsdPerStep[step] = silicon;
  path.researchUsdPerStep[step] = research;
  path.makerMarginUsdPerStep[step] = maker;
  return work;
}
