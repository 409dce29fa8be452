import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { HOURS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';

/** Value today of 1 a year paid continuously for `years` at the continuous rate `ratePerYear`. */
export function annuityYears(ratePerYear: number, years: number): number {
  const x = ratePerYear * years;
  if (Math.abs(x) < 1e-9) return years * (1 - x / 2);
  return (1 - exp(-x)) / ratePerYear;
}

/** What a machine costs to own and to run, per unit of work per second. */
export interface MachineCost {
  /** Purchase price, USD per unit/s. */
  readonly capitalUsd: number;
  /** Running cost, USD per unit/s and year. */
  readonly runningUsdPerYear: number;
  readonly lifetimeYears: number;
}

/**
 * Value today of a new machine less its price, USD per unit/s, when revenue per unit of work starts at
 * `revenueUsdPerYear` and falls at a constant log rate. The machine stops when it no longer pays its running cost, or dies.
 */
export function netPresentValue(
  cost: MachineCost,
  revenueUsdPerYear: number,
  discountPerYear: number,
  declinePerYear: number,
): number {
  const margin = revenueUsdPerYear / cost.runningUsdPerYear;
  if (margin <= 1 && declinePerYear >= 0) return -cost.capitalUsd;
  const untilLoss = declinePerYear > 0 ? ln(margin) / declinePerYear : Number.POSITIVE_INFINITY;
  const years = Math.min(cost.lifetimeYears, untilLoss);
  return (
    revenueUsdPerYear * annuityYears(discountPerYear + declinePerYear, years) -
    cost.runningUsdPerYear * annuityYears(discountPerYear, years) -
    cost.capitalUsd
  );
}

/**
 * Revenue per unit/s and year at which a new machine has net present value 0: the free-entry price of work.
 *
 * @example
 * // 0.8 USD/W, 0.05 USD/kWh, overhead 1.1, r 0.2, g 0.24, no limit of age: 2.33900 times the running cost
 * breakEvenRevenue({ capitalUsd: 0.8, runningUsdPerYear: 8.766 * 0.05 * 1.1, lifetimeYears: Infinity }, 0.2, 0.24);
 */
export function breakEvenRevenue(cost: MachineCost, discountPerYear: number, declinePerYear: number): number {
  let low = cost.runningUsdPerYear;
  let high = cost.runningUsdPerYear + cost.capitalUsd / annuityYears(discountPerYear, Math.min(cost.lifetimeYears, 1));
  while (netPresentValue(cost, high, discountPerYear, declinePerYear) < 0) high *= 2;
  for (let i = 0; i < 200; i++) {
    const middle = 0.5 * (low + high);
    if (middle <= low || middle >= high) break;
    if (netPresentValue(cost, middle, discountPerYear, declinePerYear) < 0) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Free-entry margin ratio x0: break-even revenue of a frontier machine over its electricity, from the price of a watt.
 * Equation 3.1 of docs/economics.md.
 */
export function freeEntryMargin(
  capitalUsdPerW: number,
  usdPerKwh: number,
  pue: number,
  discountPerYear: number,
  declinePerYear: number,
  lifetimeYears: number,
): number {
  const runningUsdPerYear = (HOURS_PER_YEAR / 1000) * usdPerKwh * pue;
  const cost = { capitalUsd: capitalUsdPerW, runningUsdPerYear, lifetimeYears };
  return breakEvenRevenue(cost, discountPerYear, declinePerYear) / runningUsdPerYear;
}
