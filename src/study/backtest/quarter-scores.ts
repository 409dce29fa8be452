import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { createStream } from '../../foundation/numeric/random-stream.js';
import { BITCOIN_START } from '../../pow-model/history/bitcoin-run.js';
import { type Month, monthOf, quarterOf, quarterText } from '../../pow-model/history/month.js';
import { circularBlockBootstrap } from '../../stats/block-bootstrap.js';
import { median } from '../../stats/median.js';
import { spreadOfRuns } from '../../stats/spread-of-runs.js';

/** A quarter's mean of the model over that of the observation, over the months that are observed. */
export interface QuarterRatio {
  readonly quarter: string;
  readonly ratio: number;
  readonly model: number;
  readonly observed: number;
}

/** How a series of quarterly ratios does. Errors are fractions. */
export interface QuarterScore {
  readonly quarters: number;
  readonly medianError: number;
  /** Median of ratio - 1. */
  readonly bias: number;
  /** Share of quarters within a factor of 1.5. */
  readonly within1_5: number;
  /** Largest factor, in either direction. */
  readonly worst: number;
}

/** 2021Q2 to 2022Q3: the ban in China and the shortage of machines, the one episode that the model misses. */
export const EPISODE: readonly [number, number] = [quarterOf(monthOf('2021-04')), quarterOf(monthOf('2022-07'))];
/** A quarter of which only nine days of April are known. */
const NOT_SCORED = quarterOf(monthOf('2025-04'));

/** Ratios of the quarters from `from` to `to`; quarters without an observation are left out. */
export function quarterRatios(
  model: Float64Array,
  observed: (month: Month) => number | undefined,
  from: Month,
  to: Month,
): QuarterRatio[] {
  const ratios: QuarterRatio[] = [];
  for (let quarter = quarterOf(from); quarter <= quarterOf(to); quarter++) {
    if (quarter === NOT_SCORED) continue;
    let modelSum = 0;
    let observedSum = 0;
    let months = 0;
    for (let month = quarter * 3; month < quarter * 3 + 3; month++) {
      const value = observed(month);
      if (value === undefined || Number.isNaN(value)) continue;
      modelSum += model[month - BITCOIN_START]!;
      observedSum += value;
      months++;
    }
    if (months === 0) continue;
    ratios.push({
      quarter: quarterText(quarter),
      ratio: modelSum / observedSum,
      model: modelSum / months,
      observed: observedSum / months,
    });
  }
  return ratios;
}

/** The same without the episode of 2021Q2 to 2022Q3. */
export function withoutEpisode(ratios: readonly QuarterRatio[]): QuarterRatio[] {
  const left = new Set<string>();
  for (let quarter = EPISODE[0]; quarter <= EPISODE[1]; quarter++) left.add(quarterText(quarter));
  return ratios.filter((one) => !left.has(one.quarter));
}

export function quarterScore(ratios: readonly { readonly ratio: number }[]): QuarterScore {
  const lnLimit = ln(1.5);
  return {
    quarters: ratios.length,
    medianError: median(ratios.map(({ ratio }) => Math.abs(ratio - 1))),
    bias: median(ratios.map(({ ratio }) => ratio - 1)),
    within1_5: ratios.filter(({ ratio }) => Math.abs(ln(ratio)) <= lnLimit).length / ratios.length,
    worst: exp(Math.max(...ratios.map(({ ratio }) => Math.abs(ln(ratio))))),
  };
}

/** Blocks of five quarters, because neighbours share their episode. */
const BLOCK_QUARTERS = 5;
const RESAMPLES = 2000;

/** 90 % intervals of the two headline figures of a series. */
export interface ScoreIntervals {
  readonly medianError: readonly [number, number];
  readonly within1_5: readonly [number, number];
}

/** Block-bootstrap intervals: whole blocks of quarters are drawn with replacement. */
export function bootstrapScore(ratios: readonly QuarterRatio[], seed: string): ScoreIntervals {
  const medians: number[] = [];
  const shares: number[] = [];
  const stream = createStream(seed, 'backtest/block-bootstrap');
  const values = ratios.map((one) => one.ratio);
  circularBlockBootstrap(values, BLOCK_QUARTERS, RESAMPLES, stream, (resample) => {
    const score = quarterScore(Array.from(resample, (ratio) => ({ ratio })));
    medians.push(score.medianError);
    shares.push(score.within1_5);
  });
  return { medianError: interval(medians), within1_5: interval(shares) };
}

function interval(values: readonly number[]): readonly [number, number] {
  const { low, high } = spreadOfRuns(values);
  return [low, high];
}
