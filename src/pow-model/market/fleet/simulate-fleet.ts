import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { MONTHS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { activeWork, clearingLnHashprice } from './clearing.js';
import { Fleet } from './fleet.js';
import type { FleetInput } from './fleet-input.js';
import type { FleetPath } from './market-outcome.js';
import { recordStep } from './record-step.js';
import type { SitePriceCurve } from './site-price-curve.js';
import { additions } from './start-fleet.js';

/**
 * The one simulator of a fleet: vintages run in merit order over the site prices, idle ones stay until they are too old,
 * and the fleet grows log-proportionally towards the work rate at which entry stops paying (equations 2.1 to 2.8 of
 * docs/economics.md). It never shrinks except by shutdown, age and failure. Studies and the back-test on Bitcoin run this
 * very function; they differ in the supply of machines and in the length of a step.
 */
export function simulateFleet(input: FleetInput): FleetPath {
  const { supply, curve, stepsPerYear, mechanisms, rescale } = input;
  const steps = input.revenueUsdPerStep.length;
  const fleet = new Fleet(supply.capacity(steps));
  const path = emptyPath(input, fleet);
  const survives = exp(-input.failurePerYear / stepsPerYear);
  // Faster than the whole gap in a step would overshoot the target.
  const speed = Math.min(1, (input.adjustmentPerMonth * MONTHS_PER_YEAR) / stepsPerYear);
  const ordered = new Float64Array(steps + mechanisms.deliverySteps + 1);
  const clear = (revenue: number, guess: number): number | null =>
    mechanisms.shutdown ? clearingLnHashprice(fleet, curve, revenue, guess) : allRunning(fleet, revenue);
  let lnHashprice = Number.NEGATIVE_INFINITY;

  for (let step = 0; step < steps; step++) {
    if (fleet.retire(step) || step % supply.stepsPerVintage === 0) supply.closeVintages();
    if (survives < 1) fleet.scale(survives);
    if (ordered[step]! > 0) supply.deliver(fleet, path, step, ordered[step]!, lnHashprice);

    const revenue = input.revenueUsdPerStep[step]! * stepsPerYear;
    const entry = supply.entryRevenue(path, step);
    if (entry === null) continue;
    const target = (input.expectedRevenueUsdPerStep[step]! * stepsPerYear) / entry;
    if (step === 0 && target > 0) supply.start(fleet, target, revenue, curve);
    if (rescale !== null && rescale.step === step) scaleTo(fleet, curve, revenue, rescale.workPerSec);

    let cleared = clear(revenue, lnHashprice);
    if (!mechanisms.gradualEntry) {
      const runs = cleared === null ? 0 : workAt(fleet, curve, cleared, mechanisms.shutdown);
      if (target > runs) {
        supply.deliver(fleet, path, step, target - runs, cleared ?? lnHashprice);
        cleared = clear(revenue, cleared ?? lnHashprice);
      }
    }
    let active = 0;
    if (cleared !== null) {
      lnHashprice = cleared;
      active = recordStep(path, fleet, supply.offers, input, lnHashprice, step);
    }
    path.lnHashprice[step] = lnHashprice;
    supply.note(path, step, lnHashprice);
    if (mechanisms.gradualEntry) ordered[step + 1 + mechanisms.deliverySteps] = additions(active, target, speed);
  }
  return path;
}

/** ln of the revenue per unit/s and year where every machine runs; null when nothing is installed. */
function allRunning(fleet: Fleet, revenueUsdPerYear: number): number | null {
  const work = fleet.installedWork();
  return work > 0 && revenueUsdPerYear > 0 ? ln(revenueUsdPerYear / work) : null;
}

function workAt(fleet: Fleet, curve: SitePriceCurve, lnHashprice: number, shutdown: boolean): number {
  return shutdown ? activeWork(fleet, curve, lnHashprice) : fleet.installedWork();
}

/** Scales the installed fleet so that exactly `work` of it runs at the hashprice that this much work earns. */
function scaleTo(fleet: Fleet, curve: SitePriceCurve, revenueUsdPerYear: number, work: number): void {
  const factor = work / activeWork(fleet, curve, ln(revenueUsdPerYear / work));
  if (!(factor < Number.POSITIVE_INFINITY)) throw new Error('No machine of the fleet can run at that work rate.');
  fleet.scale(factor);
}

/** A path of as many steps as there is revenue, everything at zero or unknown. */
function emptyPath(input: FleetInput, closingFleet: Fleet): FleetPath {
  const { offers } = input.supply;
  const steps = input.revenueUsdPerStep.length;
  const empty = () => new Float64Array(steps);
  return {
    steps,
    workloadClass: input.workloadClass,
    machineIds: offers.map((offer) => offer.id),
    revenueUsdPerStep: Float64Array.from(input.revenueUsdPerStep),
    lnHashprice: empty().fill(Number.NaN),
    workPerSec: empty(),
    activeMachines: offers.map(empty),
    installedMachines: offers.map(empty),
    boughtWorkPerSec: offers.map(empty),
    bestMachine: new Int32Array(steps).fill(-1),
    machinePriceUsdPerWork: empty(),
    powerW: empty(),
    electricityUsdPerStep: empty(),
    otherOpexUsdPerStep: empty(),
    machineUsdPerStep: empty(),
    capitalUsdPerStep: empty(),
    siliconUsdPerStep: empty(),
    researchUsdPerStep: empty(),
    makerMarginUsdPerStep: empty(),
    closingFleet,
  };
}
