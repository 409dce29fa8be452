import { exp, ln } from '../../../foundation/numeric/portable-math.js';

/** How entrants form the revenue that they compare with the free-entry target. */
export type Expectation =
  /** Today's revenue lasts. */
  | { readonly kind: 'naive' }
  /** The mean of the last steps lasts. */
  | { readonly kind: 'smoothed'; readonly steps: number }
  /** The log trend of the last steps goes on for the steps until delivery. */
  | { readonly kind: 'trend'; readonly steps: number; readonly aheadSteps: number }
  /** The revenue of the steps ahead is known: foresight, an upper bound on what expectations can do. */
  | { readonly kind: 'foresight'; readonly aheadSteps: number };

/**
 * Expected revenue step by step. None but foresight looks ahead of its step.
 *
 * @example
 * expectedRevenue(Float64Array.of(1, 2, 4), { kind: 'trend', steps: 1, aheadSteps: 1 }); // [1, 4, 8]
 */
export function expectedRevenue(revenue: Float64Array, expectation: Expectation): Float64Array {
  switch (expectation.kind) {
    case 'naive':
      return revenue.slice();
    case 'smoothed':
      return revenue.map((_, step) => {
        const first = Math.max(0, step - expectation.steps + 1);
        return meanOf(revenue, first, step);
      });
    case 'trend':
      return revenue.map((now, step) => {
        const back = Math.min(step, expectation.steps);
        if (back === 0) return now;
        return now * exp((ln(now / revenue[step - back]!) / back) * expectation.aheadSteps);
      });
    case 'foresight':
      return revenue.map((_, step) =>
        meanOf(revenue, step, Math.min(revenue.length - 1, step + expectation.aheadSteps)),
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
