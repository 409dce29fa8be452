import { exp, ln } from '../../../foundation/numeric/portable-math.js';

/** How entrants form the revenue that they compare with the free-entry target. */
export type Expectation =
  /** Today's revenue lasts. */
  | { readonly kind: 'naive' }
  /** The mean of the last months lasts. */
  | { readonly kind: 'smoothed'; readonly months: number }
  /** The log trend of the last months goes on for the months until delivery. */
  | { readonly kind: 'trend'; readonly months: number; readonly aheadMonths: number }
  /** The revenue of the months ahead is known: foresight, an upper bound on what expectations can do. */
  | { readonly kind: 'foresight'; readonly aheadMonths: number };

/**
 * Expected revenue month by month. None but foresight looks ahead of its month.
 *
 * @example
 * expectedRevenue(Float64Array.of(1, 2, 4), { kind: 'trend', months: 1, aheadMonths: 1 }); // [1, 4, 8]
 */
export function expectedRevenue(revenue: Float64Array, expectation: Expectation): Float64Array {
  switch (expectation.kind) {
    case 'naive':
      return revenue.slice();
    case 'smoothed':
      return revenue.map((_, month) => {
        const first = Math.max(0, month - expectation.months + 1);
        return meanOf(revenue, first, month);
      });
    case 'trend':
      return revenue.map((now, month) => {
        const back = Math.min(month, expectation.months);
        if (back === 0) return now;
        return now * exp((ln(now / revenue[month - back]!) / back) * expectation.aheadMonths);
      });
    case 'foresight':
      return revenue.map((_, month) =>
        meanOf(revenue, month, Math.min(revenue.length - 1, month + expectation.aheadMonths)),
      );
    default:
      return expectation satisfies never;
  }
}

function meanOf(values: Float64Array, first: number, last: number): number {
  let sum = 0;
  for (let i = first; i <= last; i++) sum += values[i]!;
  return sum / (last - first + 1);
}
