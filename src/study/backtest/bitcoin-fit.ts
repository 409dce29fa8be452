import { exp, ln } from '../../foundation/numeric/portable-math.js';
import type { BitcoinParameters, BitcoinSeries, BitcoinSettings } from '../../pow-model/history/bitcoin-run.js';
import { BITCOIN_START, runBitcoin } from '../../pow-model/history/bitcoin-run.js';
import { type Month, monthOf } from '../../pow-model/history/month.js';
import { nelderMead } from '../../search/nelder-mead.js';

/** Months before this are spin-up. */
export const FIT_FROM: Month = monthOf('2013-07');

/** A fit: two numbers and how well they describe the window. */
export interface BitcoinFit extends BitcoinParameters {
  /** Mean absolute log error of the monthly hash rate over the window. */
  readonly loss: number;
}

/** Mean absolute log error of a path's hash rate over the months of the window that are observed. */
export function hashRateLoss(work: Float64Array, series: BitcoinSeries, until: Month): number {
  let sum = 0;
  let months = 0;
  for (let i = FIT_FROM - BITCOIN_START; i <= until - BITCOIN_START; i++) {
    const observed = series.hashRateThPerSec[i]!;
    if (Number.isNaN(observed)) continue;
    sum += Math.abs(ln(work[i]! / observed));
    months++;
  }
  return sum / months;
}

/** Cuts the series after `until`, so that a fit cannot see what comes later. */
export function seriesUntil(series: BitcoinSeries, until: Month): BitcoinSeries {
  const months = until - BITCOIN_START + 1;
  return {
    revenueUsdPerDay: series.revenueUsdPerDay.slice(0, months),
    frontierJoulesPerTh: series.frontierJoulesPerTh.slice(0, months),
    newJoulesPerTh: series.newJoulesPerTh.slice(0, months),
    hashRateThPerSec: series.hashRateThPerSec.slice(0, months),
  };
}

/** Grid of starting points: lambda per month and x0. */
const SPEEDS = [0.06, 0.09, 0.13, 0.18, 0.26, 0.4];
const MARGINS = [1.3, 1.6, 2, 2.5, 3.2];

/** Fits the two parameters on the months up to `until`: a coarse grid, then a simplex search in their logarithms. */
export function fitBitcoin(series: BitcoinSeries, settings: BitcoinSettings, until: Month): BitcoinFit {
  const window = seriesUntil(series, until);
  const lossAt = (x: readonly number[]) =>
    hashRateLoss(
      runBitcoin(window, { adjustmentPerMonth: exp(x[0]!), freeEntryMargin: exp(x[1]!) }, settings).workPerSec,
      window,
      until,
    );
  const speeds = settings.mechanisms.gradualEntry ? SPEEDS : [0.13];
  let best = [ln(0.13), ln(2)];
  let lowest = Number.POSITIVE_INFINITY;
  for (const speed of speeds) {
    for (const margin of MARGINS) {
      const x = [ln(speed), ln(margin)];
      const loss = lossAt(x);
      if (loss < lowest) {
        lowest = loss;
        best = x;
      }
    }
  }
  const found = nelderMead(lossAt, best, [0.15, 0.1], { tolerance: 1e-4, maxEvaluations: 160 });
  return { adjustmentPerMonth: exp(found.x[0]!), freeEntryMargin: exp(found.x[1]!), loss: found.value };
}
