import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { activeWork, clearingLnHashprice } from './clearing.js';
import type { LadderInput, LadderPath } from './ladder-input.js';
import { type SitePriceCurve, sitePriceCurve } from './site-price-curve.js';

/** Running cost of a unit/s for a day at 1 USD/kWh: 24 h x 1e-3 kW/W. */
const KWH_PER_DAY_AND_WATT = 0.024;

interface Vintages {
  count: number;
  readonly installed: Float64Array;
  readonly joules: Float64Array;
  readonly lnStopCost: Float64Array;
  readonly bornMonth: Float64Array;
}

/**
 * The market with a given ladder of machines, month by month from the first entry of the arrays: vintages run in merit
 * order over the site prices, idle ones stay until they are too old, and the fleet grows log-proportionally towards
 * the free-entry target R / (x0 c a(e*)). It never shrinks except by shutdown, age and failure.
 */
export function simulateLadder(input: LadderInput): LadderPath {
  const { parameters, mechanisms } = input;
  const curve = sitePriceCurve(parameters.sites);
  const months = input.revenueUsdPerDay.length;
  const path = emptyPath(months);
  const vintages = openVintages(months + input.start.length);
  const kwhPerJoule = KWH_PER_DAY_AND_WATT * parameters.powerUsageEffectiveness;
  for (const { workPerSec, joulesPerWork } of input.start)
    addVintage(vintages, workPerSec, joulesPerWork, kwhPerJoule, 0);
  const ordered = new Float64Array(months + mechanisms.deliveryMonths + 1);
  const survives = exp(-parameters.failurePerYear / 12);
  let lnHashprice = Number.NEGATIVE_INFINITY;

  for (let month = 0; month < months; month++) {
    dropOlder(vintages, month - parameters.maximumAgeMonths);
    if (survives < 1) for (let v = 0; v < vintages.count; v++) vintages.installed[v]! *= survives;
    const fresh = input.newJoulesPerWork[month]!;
    const revenue = input.revenueUsdPerDay[month]!;
    const target =
      input.expectedRevenueUsdPerDay[month]! /
      (parameters.freeEntryMargin * parameters.usdPerKwh * kwhPerJoule * input.frontierJoulesPerWork[month]!);
    if (ordered[month]! > 0) addVintage(vintages, ordered[month]!, fresh, kwhPerJoule, month);
    path.addedWorkPerSec[month] = ordered[month]!;

    if (input.rescale !== null && input.rescale.month === month) {
      scaleTo(vintages, curve, revenue, input.rescale.workPerSec);
    }
    let cleared = clear(vintages, curve, revenue, lnHashprice, mechanisms.shutdown);
    if (!mechanisms.gradualEntry && target > cleared.work) {
      addVintage(vintages, target - cleared.work, fresh, kwhPerJoule, month);
      path.addedWorkPerSec[month]! += target - cleared.work;
      cleared = clear(vintages, curve, revenue, cleared.lnHashprice, mechanisms.shutdown);
    }
    lnHashprice = cleared.lnHashprice;
    record(path, vintages, curve, cleared, parameters, revenue, month, mechanisms.shutdown);
    path.margin[month] =
      revenue / (cleared.work * parameters.usdPerKwh * kwhPerJoule * input.frontierJoulesPerWork[month]!);
    if (mechanisms.gradualEntry && cleared.work > 0 && target > cleared.work) {
      const growth = exp(Math.min(1, parameters.adjustmentPerMonth) * ln(target / cleared.work)) - 1;
      ordered[month + 1 + mechanisms.deliveryMonths] = cleared.work * growth;
    }
  }
  return path;
}

function emptyPath(months: number): LadderPath {
  return {
    workPerSec: new Float64Array(months),
    powerW: new Float64Array(months),
    joulesPerWork: new Float64Array(months),
    margin: new Float64Array(months),
    electricityShare: new Float64Array(months),
    addedWorkPerSec: new Float64Array(months),
  };
}

function openVintages(capacity: number): Vintages {
  return {
    count: 0,
    installed: new Float64Array(capacity),
    joules: new Float64Array(capacity),
    lnStopCost: new Float64Array(capacity),
    bornMonth: new Float64Array(capacity),
  };
}

function addVintage(vintages: Vintages, work: number, joules: number, kwhPerJoule: number, month: number): void {
  const v = vintages.count++;
  vintages.installed[v] = work;
  vintages.joules[v] = joules;
  vintages.lnStopCost[v] = ln(joules * kwhPerJoule);
  vintages.bornMonth[v] = month;
}

function dropOlder(vintages: Vintages, oldestMonth: number): void {
  let kept = 0;
  for (let v = 0; v < vintages.count; v++) {
    if (vintages.bornMonth[v]! < oldestMonth) continue;
    vintages.installed[kept] = vintages.installed[v]!;
    vintages.joules[kept] = vintages.joules[v]!;
    vintages.lnStopCost[kept] = vintages.lnStopCost[v]!;
    vintages.bornMonth[kept] = vintages.bornMonth[v]!;
    kept++;
  }
  vintages.count = kept;
}

/** Scales the installed fleet so that exactly `work` of it runs at the hashprice that this much work earns. */
function scaleTo(vintages: Vintages, curve: SitePriceCurve, revenue: number, work: number): void {
  const factor = work / activeWork(vintages, curve, ln(revenue / work));
  if (!(factor < Number.POSITIVE_INFINITY)) throw new Error('No machine of the fleet can run at that work rate.');
  for (let v = 0; v < vintages.count; v++) vintages.installed[v]! *= factor;
}

function clear(
  vintages: Vintages,
  curve: SitePriceCurve,
  revenue: number,
  guess: number,
  shutdown: boolean,
): { lnHashprice: number; work: number } {
  if (!shutdown) {
    let work = 0;
    for (let v = 0; v < vintages.count; v++) work += vintages.installed[v]!;
    return { lnHashprice: ln(revenue / work), work };
  }
  const lnHashprice = clearingLnHashprice(vintages, curve, revenue, guess);
  if (lnHashprice === null) return { lnHashprice: guess, work: 0 };
  return { lnHashprice, work: activeWork(vintages, curve, lnHashprice) };
}

function record(
  path: LadderPath,
  vintages: Vintages,
  curve: SitePriceCurve,
  cleared: { lnHashprice: number; work: number },
  parameters: LadderInput['parameters'],
  revenue: number,
  month: number,
  shutdown: boolean,
): void {
  const last = curve.points - 1;
  let watts = 0;
  let usdPerDay = 0;
  for (let v = 0; v < vintages.count; v++) {
    const position = shutdown
      ? (cleared.lnHashprice - vintages.lnStopCost[v]! - curve.lnLowest) * curve.inverseStep
      : last;
    if (position <= 0) continue;
    const cell = Math.min(position | 0, last - 1);
    const part = Math.min(1, position - cell);
    const share = curve.capacity[cell]! + (curve.capacity[cell + 1]! - curve.capacity[cell]!) * part;
    const cost = curve.cost[cell]! + (curve.cost[cell + 1]! - curve.cost[cell]!) * part;
    const wattsPerShare = vintages.installed[v]! * vintages.joules[v]! * parameters.powerUsageEffectiveness;
    watts += wattsPerShare * share;
    usdPerDay += wattsPerShare * cost * KWH_PER_DAY_AND_WATT;
  }
  path.workPerSec[month] = cleared.work;
  path.powerW[month] = watts;
  path.joulesPerWork[month] = watts / (parameters.powerUsageEffectiveness * cleared.work);
  path.electricityShare[month] = usdPerDay / revenue;
}
