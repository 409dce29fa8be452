import { exp, ln } from '../../foundation/numeric/portable-math.js';
import {
  BITCOIN_START,
  type BitcoinSeries,
  type BitcoinSettings,
  runBitcoin,
} from '../../pow-model/history/bitcoin-run.js';
import { type Month, monthOf } from '../../pow-model/history/month.js';
import { nelderMead } from '../../search/nelder-mead.js';
import { fitBitcoin, hashRateLoss } from './bitcoin-fit.js';
import type { PowerIndex } from './power-index.js';

/** What a rule says, month by month; null where it says nothing, with the reason. */
export interface RulePath {
  readonly rule: string;
  readonly workPerSec: Float64Array;
  readonly powerW: Float64Array | null;
  readonly joulesPerTh: Float64Array | null;
  readonly silence: string | null;
}

/** The two years before the freeze, from which the constants of the first rule come. */
const CONSTANTS_FROM: Month = monthOf('2015-01');

/** Power is proportional to revenue and J/TH to the frontier; hash rate follows. Constants are geometric means. */
export function proportionalRule(series: BitcoinSeries, index: PowerIndex | null, until: Month): RulePath {
  const { revenueUsdPerDay: revenue, frontierJoulesPerTh: frontier } = series;
  const workPerRevenue = geometricMean(until, (i) => (series.hashRateThPerSec[i]! * frontier[i]!) / revenue[i]!);
  const workPerSec = revenue.map((usd, i) => (workPerRevenue * usd) / frontier[i]!);
  const rule = 'power = k x revenue, J/TH = constant x frontier';
  if (index === null) {
    return {
      rule,
      workPerSec,
      powerW: null,
      joulesPerTh: null,
      silence: 'Its constants need the index columns (--index PATH).',
    };
  }
  const at = (i: number) => index.get(BITCOIN_START + i);
  const wattsPerUsd = geometricMean(until, (i) => (at(i)?.powerW ?? Number.NaN) / revenue[i]!);
  const overFrontier = geometricMean(until, (i) => (at(i)?.joulesPerTh ?? Number.NaN) / frontier[i]!);
  return {
    rule,
    workPerSec,
    powerW: revenue.map((usd) => wattsPerUsd * usd),
    joulesPerTh: frontier.map((joules) => overFrontier * joules),
    silence: null,
  };
}

function geometricMean(until: Month, value: (i: number) => number): number {
  let sum = 0;
  let count = 0;
  for (let i = CONSTANTS_FROM - BITCOIN_START; i <= until - BITCOIN_START; i++) {
    const x = value(i);
    if (!(x > 0)) continue;
    sum += ln(x);
    count++;
  }
  return exp(sum / count);
}

/** ln H moves each month by a fixed part of its distance to ln(R / (x e*)); no vintages, two fitted parameters. */
export function errorCorrectionRule(series: BitcoinSeries, until: Month): RulePath {
  const pathOf = (x: readonly number[], months: number) => {
    const speed = 1 - exp(-exp(x[0]!));
    const work = new Float64Array(months);
    let lnWork = ln(series.hashRateThPerSec[0]!);
    for (let i = 0; i < months; i++) {
      work[i] = exp(lnWork);
      lnWork += speed * (ln(series.revenueUsdPerDay[i]! / series.frontierJoulesPerTh[i]!) - x[1]! - lnWork);
    }
    return work;
  };
  const months = until - BITCOIN_START + 1;
  const level = ln(
    series.revenueUsdPerDay[months - 1]! /
      (series.frontierJoulesPerTh[months - 1]! * series.hashRateThPerSec[months - 1]!),
  );
  const lossAt = (x: readonly number[]) => hashRateLoss(pathOf(x, months), series, until);
  const found = [-3, -2, -1].map((speed) =>
    nelderMead(lossAt, [speed, level], [0.3, 0.3], { tolerance: 1e-5, maxEvaluations: 400 }),
  );
  found.sort((a, b) => a.value - b.value);
  return {
    rule: 'error correction on ln(revenue / frontier J/TH)',
    workPerSec: pathOf(found[0]!.x, series.revenueUsdPerDay.length),
    powerW: null,
    joulesPerTh: null,
    silence: 'The rule has no machines, so it says nothing of power or J/TH.',
  };
}

/** The market itself with the fleet at its free-entry target every month. */
export function instantEntryRule(series: BitcoinSeries, settings: BitcoinSettings, until: Month): RulePath {
  const instant = { ...settings, mechanisms: { ...settings.mechanisms, gradualEntry: false } };
  const path = runBitcoin(series, fitBitcoin(series, instant, until), instant);
  return {
    rule: 'instant free entry',
    workPerSec: path.workPerSec,
    powerW: path.powerW,
    joulesPerTh: path.joulesPerWork,
    silence: null,
  };
}
