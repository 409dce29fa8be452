import { createStream } from '../../foundation/numeric/random-stream.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { BitcoinHistory, ListedMachine } from '../../pow-model/history/bitcoin-data.js';
import type { BitcoinPath } from '../../pow-model/history/bitcoin-run.js';
import {
  BITCOIN_END,
  BITCOIN_SETTINGS,
  BITCOIN_START,
  bitcoinSeries,
  runBitcoin,
} from '../../pow-model/history/bitcoin-run.js';
import { type Month, monthOf } from '../../pow-model/history/month.js';
import { latinHypercube } from '../../search/index.js';
import { spreadOfRuns } from '../../stats/spread-of-runs.js';
import { type QuarterRatio, type QuarterScore, quarterRatios, quarterScore } from './quarter-scores.js';

/** What the free run would have been with the settings anywhere in their ranges, nothing fitted. */
export interface SettingBand {
  readonly draws: number;
  readonly medianError: Band;
  readonly within1_5: Band;
  /** Share of quarters whose observation lies inside the band of the draws. */
  readonly covered: number;
  readonly quarters: readonly { readonly quarter: string; readonly observed: number; readonly band: Band }[];
  /** Bands by month from 2013-01, for pictures. */
  readonly months: {
    readonly hashRateThPerSec: readonly Band[];
    readonly powerW: readonly Band[];
    readonly joulesPerTh: readonly Band[];
  };
}

/** Ranges of docs/economics.md, section 2; x0 c moves as one because only their product is identified. */
const RANGES: readonly (readonly [name: string, low: number, high: number])[] = [
  ['adjustment', 0.1, 0.16],
  ['marginTimesPrice', 0.095, 0.14],
  ['usdPerKwh', 0.042, 0.058],
  ['soldMixFactor', 1, 1.25],
  ['soldMixMonths', 3, 12.999],
  ['siteLogSd', 0.1, 0.6],
  ['maximumAgeMonths', 48, 84],
  ['failurePerYear', 0, 0.08],
];

/** Runs 2013 to 2025 with settings from a Latin hypercube over their ranges. */
export function settingBand(
  history: BitcoinHistory,
  hardware: readonly ListedMachine[],
  draws: number,
  seed: string,
): SettingBand {
  const cube = latinHypercube(draws, RANGES.length, createStream(seed, 'backtest/settings'));
  const paths: BitcoinPath[] = [];
  const ratios: QuarterRatio[][] = [];
  const scores: QuarterScore[] = [];
  for (let i = 0; i < draws; i++) {
    const at = (d: number) => RANGES[d]![1] + cube[i * RANGES.length + d]! * (RANGES[d]![2] - RANGES[d]![1]);
    const settings = {
      ...BITCOIN_SETTINGS,
      usdPerKwh: at(2),
      soldMix: { factor: at(3), months: Math.floor(at(4)) },
      siteLogSd: at(5),
      maximumAgeMonths: Math.round(at(6)),
      failurePerYear: at(7),
    };
    const series = bitcoinSeries(history, hardware, settings);
    const parameters = { adjustmentPerMonth: at(0), freeEntryMargin: at(1) / at(2) };
    const path = runBitcoin(series, parameters, settings);
    paths.push(path);
    const observed = (month: Month) => series.hashRateThPerSec[month - BITCOIN_START];
    const one = quarterRatios(path.workPerSec, observed, monthOf('2017-01'), BITCOIN_END);
    ratios.push(one);
    scores.push(quarterScore(one));
  }
  const quarters = ratios[0]!.map(({ quarter, observed }, q) => ({
    quarter,
    observed,
    band: spreadOfRuns(ratios.map((one) => one[q]!.model)),
  }));
  const inside = quarters.filter(({ observed, band }) => observed >= band.low && observed <= band.high);
  return {
    draws,
    medianError: spreadOfRuns(scores.map((score) => score.medianError)),
    within1_5: spreadOfRuns(scores.map((score) => score.within1_5)),
    covered: inside.length / quarters.length,
    quarters,
    months: {
      hashRateThPerSec: monthlyBands(paths.map((path) => path.workPerSec)),
      powerW: monthlyBands(paths.map((path) => path.powerW)),
      joulesPerTh: monthlyBands(paths.map((path) => path.joulesPerWork)),
    },
  };
}

function monthlyBands(paths: readonly Float64Array[]): Band[] {
  return Array.from(paths[0]!, (_, month) => spreadOfRuns(paths.map((path) => path[month]!)));
}
