import { exp, ln, normalCdf } from '../../../foundation/numeric/portable-math.js';
import type { SitePrices } from './market-input.js';

/**
 * Capacity by electricity price, tabulated on a uniform grid of ln(USD/kWh) so that a look-up costs one
 * interpolation whatever the number of cohorts. Between two grid points capacity is spread evenly.
 */
export interface SitePriceCurve {
  readonly lnLowest: number;
  readonly inverseStep: number;
  readonly points: number;
  /** Share of capacity at sites whose price is at most that of the grid point. */
  readonly capacity: Float64Array;
  /** Sum of capacity share times USD/kWh up to the grid point. */
  readonly cost: Float64Array;
  readonly medianUsdPerKwh: number;
}

const POINTS = 512;
/** The log-normal is cut where 1 in 30,000 of the capacity lies beyond. */
const CUT_SD = 4;

/** Tabulates site prices. A table of cohorts costs one pass over it. */
export function sitePriceCurve(sites: SitePrices): SitePriceCurve {
  return sites.kind === 'lognormal' ? lognormalCurve(sites.medianUsdPerKwh, sites.logSd) : tableCurve(sites.cohorts);
}

function lognormalCurve(medianUsdPerKwh: number, logSd: number): SitePriceCurve {
  const centre = ln(medianUsdPerKwh);
  const half = Math.max(CUT_SD * logSd, 1e-3);
  const sd = half / CUT_SD;
  const below = normalCdf(-CUT_SD);
  const within = 1 - 2 * below;
  return curveOf(centre - half, centre + half, medianUsdPerKwh, (lnPrice) => {
    return (normalCdf((lnPrice - centre) / sd) - below) / within;
  });
}

function tableCurve(cohorts: readonly { usdPerKwh: number; capacityShare: number }[]): SitePriceCurve {
  const sorted = [...cohorts].sort((a, b) => a.usdPerKwh - b.usdPerKwh);
  const total = sorted.reduce((sum, cohort) => sum + cohort.capacityShare, 0);
  const lnPrices = sorted.map((cohort) => ln(cohort.usdPerKwh));
  const first = lnPrices[0]!;
  const last = lnPrices[lnPrices.length - 1]!;
  // A single price gets a thousandth of width so that the market clears at a unique revenue.
  const margin = Math.max(1e-3, (last - first) / (2 * POINTS));
  let next = 0;
  let cumulative = 0;
  let median = sorted[0]!.usdPerKwh;
  for (let i = 0, seen = 0; i < sorted.length; i++) {
    seen += sorted[i]!.capacityShare;
    if (seen >= total / 2) {
      median = sorted[i]!.usdPerKwh;
      break;
    }
  }
  return curveOf(first - margin, last + margin, median, (lnPrice) => {
    while (next < sorted.length && lnPrices[next]! <= lnPrice) cumulative += sorted[next++]!.capacityShare;
    return cumulative / total;
  });
}

/** Tabulates a cumulative share that is asked for in rising order of price. */
function curveOf(lnLowest: number, lnHighest: number, median: number, share: (lnPrice: number) => number) {
  const step = (lnHighest - lnLowest) / (POINTS - 1);
  const capacity = new Float64Array(POINTS);
  const cost = new Float64Array(POINTS);
  for (let i = 1; i < POINTS; i++) {
    capacity[i] = i === POINTS - 1 ? 1 : share(lnLowest + i * step);
    const middlePrice = exp(lnLowest + (i - 0.5) * step);
    cost[i] = cost[i - 1]! + (capacity[i]! - capacity[i - 1]!) * middlePrice;
  }
  return { lnLowest, inverseStep: 1 / step, points: POINTS, capacity, cost, medianUsdPerKwh: median };
}

/** The same distribution of site prices at another level: every price times `factor`. */
export function scaledCurve(curve: SitePriceCurve, factor: number): SitePriceCurve {
  return {
    ...curve,
    lnLowest: curve.lnLowest + ln(factor),
    cost: curve.cost.map((value) => value * factor),
    medianUsdPerKwh: curve.medianUsdPerKwh * factor,
  };
}
