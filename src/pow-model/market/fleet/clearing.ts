import { ln } from '../../../foundation/numeric/portable-math.js';
import type { SitePriceCurve } from './site-price-curve.js';

/** Machines of the same age and kind, as parallel arrays that the hot loop walks. */
export interface FleetArrays {
  readonly count: number;
  /** Work per second of the vintage, running or idle. */
  readonly installed: Float64Array;
  readonly lnStopCost: Float64Array;
}

const MAX_STEPS = 60;
const TOLERANCE = 1e-12;

/** Work per second that runs when a unit/s earns exp(lnHashprice) a year; each vintage runs where it covers its cost. */
export function activeWork(fleet: FleetArrays, curve: SitePriceCurve, lnHashprice: number): number {
  const { capacity, lnLowest, inverseStep, points } = curve;
  const { installed, lnStopCost, count } = fleet;
  const shifted = (lnHashprice - lnLowest) * inverseStep;
  const last = points - 1;
  let work = 0;
  for (let v = 0; v < count; v++) {
    const position = shifted - lnStopCost[v]! * inverseStep;
    if (position <= 0) continue;
    if (position >= last) {
      work += installed[v]!;
      continue;
    }
    const cell = position | 0;
    const below = capacity[cell]!;
    work += installed[v]! * (below + (capacity[cell + 1]! - below) * (position - cell));
  }
  return work;
}

/**
 * ln of the revenue per unit/s and year at which the running fleet earns exactly the revenue: the one root of
 * revenue / price = active work. `guess` is the last epoch's root. Null when nothing is installed.
 */
export function clearingLnHashprice(
  fleet: FleetArrays,
  curve: SitePriceCurve,
  revenueUsdPerYear: number,
  guess: number,
): number | null {
  let total = 0;
  for (let v = 0; v < fleet.count; v++) total += fleet.installed[v]!;
  if (!(total > 0) || !(revenueUsdPerYear > 0)) return null;
  const lnRevenue = ln(revenueUsdPerYear);
  // With all machines running the price is lowest; there the excess of revenue cannot be negative.
  let low = lnRevenue - ln(total);
  let high = Number.POSITIVE_INFINITY;
  let x = Math.max(low, guess);
  for (let step = 0; step < MAX_STEPS; step++) {
    const work = activeWork(fleet, curve, x);
    const excess = work > 0 ? lnRevenue - ln(work) - x : Number.POSITIVE_INFINITY;
    if (Math.abs(excess) <= TOLERANCE) return x;
    if (excess > 0) low = x;
    else high = x;
    // The excess falls at least as fast as x rises: its own value bounds the way to the root.
    let next = x + (excess === Number.POSITIVE_INFINITY ? 1 : excess);
    if (high === Number.POSITIVE_INFINITY) {
      if (next <= low) next = low + 1e-9;
    } else {
      const slope = localSlope(fleet, curve, x, work);
      next = x + excess / (1 + slope);
      if (!(next > low && next < high)) next = 0.5 * (low + high);
    }
    if (next === x) return x;
    x = next;
  }
  return x;
}

/** d ln(active work) / d ln(price) at x. */
function localSlope(fleet: FleetArrays, curve: SitePriceCurve, x: number, work: number): number {
  if (!(work > 0)) return 0;
  const { capacity, lnLowest, inverseStep, points } = curve;
  let slope = 0;
  for (let v = 0; v < fleet.count; v++) {
    const position = (x - fleet.lnStopCost[v]! - lnLowest) * inverseStep;
    if (position <= 0 || position >= points - 1) continue;
    const cell = position | 0;
    slope += fleet.installed[v]! * (capacity[cell + 1]! - capacity[cell]!) * inverseStep;
  }
  return slope / work;
}
