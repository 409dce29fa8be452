import { exp, ln, log2, pow } from '../../../foundation/numeric/portable-math.js';
import { annuityYears } from '../fleet/break-even.js';

/** d: today's worth of 1 USD a year over the product's life, which starts after the lead (equation 3.7). */
export function productLifeValue(discountPerYear: number, leadYears: number, productLifeYears: number): number {
  return exp(-discountPerYear * leadYears) * annuityYears(discountPerYear, productLifeYears);
}

/** W*: yearly spending at which the first maker of a design earns its NRE, selling just below the old hardware. */
export function designThreshold(nreUsd: number, lifeValue: number, costRatio: number): number {
  return costRatio < 1 ? nreUsd / (lifeValue * (1 - costRatio)) : Number.POSITIVE_INFINITY;
}

/** N*: makers that a yearly spending supports under Cournot competition with spending fixed; margin is 1/N (equation 3.8). */
export function makersSupported(spendingUsdPerYear: number, lifeValue: number, nreUsd: number): number {
  return Math.floor(Math.sqrt((spendingUsdPerYear * lifeValue) / nreUsd));
}

/** Years until spending w Y0 e^(gamma t) pays for a design, lead included; infinite when it never does (equation 3.9). */
export function yearsToDesign(
  thresholdUsdPerYear: number,
  spendingNowUsdPerYear: number,
  growthPerYear: number,
  leadYears: number,
): number {
  if (spendingNowUsdPerYear >= thresholdUsdPerYear) return leadYears;
  if (!(growthPerYear > 0)) return Number.POSITIVE_INFINITY;
  return ln(thresholdUsdPerYear / spendingNowUsdPerYear) / growthPerYear + leadYears;
}

/** Unit cost over its first value after `volume` times the first volume, where each doubling saves `learningRate` (equation 3.13). */
export function learningFactor(volume: number, learningRate: number): number {
  return volume > 1 ? pow(volume, log2(1 - learningRate)) : 1;
}
