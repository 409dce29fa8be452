import type { BacktestBar } from './backtest-bar.js';
import type { BitcoinBacktest, ModelScores } from './backtest-outcome.js';

type Judged = Omit<BitcoinBacktest, 'bars'>;

/** Every bar with its measurement. */
export function backtestBars(result: Judged): BacktestBar[] {
  const { outOfSample, outOfSampleWithoutEpisode, survey, fit, closedFormMargin } = result;
  const bestNaive = (figure: keyof ModelScores) => {
    const errors = result.naive.flatMap((one) => one[figure]?.medianError ?? []);
    return errors.length === 0 ? null : Math.min(...errors);
  };
  const ratio = (quarters: number) => result.conditional.find((one) => one.quartersAhead === quarters)!.ratioPriceKnown;
  const power = outOfSample.power?.medianError ?? null;
  const joules = outOfSample.joulesPerTh?.medianError ?? null;
  return [
    atMost('hash rate: median error', outOfSample.hashRate.medianError, 0.15),
    atLeast('hash rate: quarters within 1.5x', outOfSample.hashRate.within1_5, 0.8),
    atLeast(
      'hash rate: quarters within 1.5x, without 2021Q2 to 2022Q3',
      outOfSampleWithoutEpisode.hashRate.within1_5,
      0.95,
    ),
    atMost('power: median error', power, 0.2),
    atMost('power: no worse than the best naive rule', power, bestNaive('power')),
    atMost('J/TH: median error', joules, 0.15),
    atMost('J/TH: no worse than the best naive rule', joules, bestNaive('joulesPerTh')),
    atMost(
      'fleet of 2024: distance from the surveyed J/TH',
      Math.abs(survey.modelJoulesPerTh2024 / survey.surveyedJoulesPerTh2024 - 1),
      0.1,
    ),
    { ...atMost('error over a drifting random walk, price known, 4 quarters', ratio(4), 0.65), unit: 'ratio' },
    { ...atMost('error over a drifting random walk, price known, 8 quarters', ratio(8), 0.45), unit: 'ratio' },
    atMost(
      'closed-form margin: distance from the fitted one',
      Math.abs(closedFormMargin.value / fit.freeEntryMargin - 1),
      0.2,
    ),
  ];
}

function atMost(bar: string, measured: number | null, limit: number | null): BacktestBar {
  const met = measured === null || limit === null ? null : measured <= limit;
  return { bar, unit: 'share', measured, limit, kind: 'at-most', met };
}

function atLeast(bar: string, measured: number, limit: number): BacktestBar {
  return { bar, unit: 'share', measured, limit, kind: 'at-least', met: measured >= limit };
}
