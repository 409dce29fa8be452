import { ln } from '../../foundation/numeric/portable-math.js';
import type { BitcoinHistory } from '../../pow-model/history/bitcoin-data.js';
import { priceOn, revenueUsdPerDay } from '../../pow-model/history/bitcoin-data.js';
import {
  BITCOIN_START,
  type BitcoinParameters,
  type BitcoinSeries,
  type BitcoinSettings,
  runBitcoin,
} from '../../pow-model/history/bitcoin-run.js';
import { type Month, monthOf } from '../../pow-model/history/month.js';
import { median } from '../../stats/median.js';

/** Skill from an observed start: mean absolute log errors over the origins. */
export interface ConditionalScore {
  readonly quartersAhead: number;
  readonly origins: number;
  /** Error over that of a random walk with the drift of the last 12 months; below 1 is better. */
  readonly ratioPriceKnown: number;
  readonly ratioPriceFrozen: number;
  readonly medianErrorPriceKnown: number;
}

const HORIZONS = [1, 2, 4, 8];
const FIRST_ORIGIN: Month = monthOf('2016-12');
/** Last month of the unbroken monthly series. */
const LAST_TARGET: Month = monthOf('2025-03');

/** From each quarter end the fleet is set to the observed hash rate and run on, with the price known and with it frozen. */
export function conditionalTest(
  history: BitcoinHistory,
  series: BitcoinSeries,
  parameters: BitcoinParameters,
  settings: BitcoinSettings,
): ConditionalScore[] {
  const observed = (month: Month) => series.hashRateThPerSec[month - BITCOIN_START]!;
  const errors = HORIZONS.map(() => ({ known: [] as number[], frozen: [] as number[], walk: [] as number[] }));
  for (let origin = FIRST_ORIGIN; origin + 3 <= LAST_TARGET; origin += 3) {
    const rescale = { month: origin - BITCOIN_START, workPerSec: observed(origin) };
    const known = runBitcoin(series, parameters, settings, rescale).workPerSec;
    const frozenSeries = { ...series, revenueUsdPerDay: frozenRevenue(history, series, origin) };
    const frozen = runBitcoin(frozenSeries, parameters, settings, rescale).workPerSec;
    HORIZONS.forEach((quarters, h) => {
      const target = origin + 3 * quarters;
      if (target > LAST_TARGET) return;
      const drift = (ln(observed(origin) / observed(origin - 12)) / 12) * 3 * quarters;
      const truth = ln(observed(target));
      errors[h]!.known.push(Math.abs(ln(known[target - BITCOIN_START]!) - truth));
      errors[h]!.frozen.push(Math.abs(ln(frozen[target - BITCOIN_START]!) - truth));
      errors[h]!.walk.push(Math.abs(ln(observed(origin)) + drift - truth));
    });
  }
  return HORIZONS.map((quartersAhead, h) => {
    const { known, frozen, walk } = errors[h]!;
    return {
      quartersAhead,
      origins: walk.length,
      ratioPriceKnown: mean(known) / mean(walk),
      ratioPriceFrozen: mean(frozen) / mean(walk),
      medianErrorPriceKnown: median(known),
    };
  });
}

/** Revenue with the price of the origin from then on; the schedule of the subsidy is known. */
function frozenRevenue(history: BitcoinHistory, series: BitcoinSeries, origin: Month): Float64Array {
  const price = priceOn(history, origin);
  const noFees: BitcoinHistory = { ...history, feesBtcPerDay: new Map() };
  return series.revenueUsdPerDay.map((usd, i) =>
    BITCOIN_START + i > origin ? revenueUsdPerDay(noFees, BITCOIN_START + i, price) : usd,
  );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
