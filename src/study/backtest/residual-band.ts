import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { BITCOIN_START, type BitcoinSeries } from '../../pow-model/history/bitcoin-run.js';
import type { Month } from '../../pow-model/history/month.js';
import { spreadOfRuns } from '../../stats/spread-of-runs.js';
import { FIT_FROM } from './bitcoin-fit.js';
import type { QuarterRatio } from './quarter-scores.js';

/** How far observed hash rates lay from the fitted run inside the window of the fit, and how that band does after it. */
export interface ResidualBand {
  /** 5th and 95th percentile of observed over modelled, months of the window. */
  readonly low: number;
  readonly high: number;
  /** Share of the quarters after the window that the band holds. */
  readonly covered: number;
}

/** The band of the window's own errors, laid around the free run; nothing after the window decides its width. */
export function residualBand(
  work: Float64Array,
  series: BitcoinSeries,
  until: Month,
  scored: readonly QuarterRatio[],
): ResidualBand {
  const errors: number[] = [];
  for (let i = FIT_FROM - BITCOIN_START; i <= until - BITCOIN_START; i++) {
    const observed = series.hashRateThPerSec[i]!;
    if (!Number.isNaN(observed)) errors.push(ln(observed / work[i]!));
  }
  const spread = spreadOfRuns(errors);
  const low = exp(spread.low);
  const high = exp(spread.high);
  const inside = scored.filter(({ observed, model }) => observed >= low * model && observed <= high * model);
  return { low, high, covered: inside.length / scored.length };
}
