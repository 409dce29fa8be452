import { exp } from '../../foundation/numeric/portable-math.js';
import { median } from '../../stats/median.js';

/** The error of one prediction beside the half-widths that were promised for it. */
export interface PredictionError {
  /** ln(predicted / measured). */
  readonly lnError: number;
  readonly q50: number;
  readonly q90: number;
}

/** Errors of many predictions; all but n are fractions. */
export interface ErrorSummary {
  readonly n: number;
  /** Mean of |predicted - measured| / measured. */
  readonly mape: number;
  readonly medianApe: number;
  /** Median of predicted / measured - 1. */
  readonly bias: number;
  /** Share of rows within 20 %. */
  readonly within20: number;
  /** Share of rows inside the 50 % and the 90 % interval. */
  readonly coverage50: number;
  readonly coverage90: number;
  /**
   * Mean interval score of the 90 % interval in ln (Gneiting & Raftery, "Strictly proper scoring rules", 2007): the
   * width, and 20 times the distance of each row outside. Smaller is better.
   */
  readonly intervalScore90: number;
}

export function summariseErrors(errors: readonly PredictionError[]): ErrorSummary {
  const ratios = errors.map(({ lnError }) => exp(lnError) - 1);
  const apes = ratios.map((ratio) => Math.abs(ratio));
  const share = (inside: (error: PredictionError) => boolean): number => errors.filter(inside).length / errors.length;
  return {
    n: errors.length,
    mape: mean(apes),
    medianApe: median(apes),
    bias: median(ratios),
    within20: apes.filter((ape) => ape <= 0.2).length / errors.length,
    coverage50: share(({ lnError, q50 }) => Math.abs(lnError) <= q50),
    coverage90: share(({ lnError, q90 }) => Math.abs(lnError) <= q90),
    intervalScore90: mean(errors.map(({ lnError, q90 }) => 2 * q90 + 20 * Math.max(0, Math.abs(lnError) - q90))),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
