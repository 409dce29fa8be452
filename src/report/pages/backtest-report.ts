import { bitcoinHistorySource } from '../../pow-model/history/bitcoin-data.js';
import type { BacktestBar } from '../../study/backtest/backtest-bar.js';
import type { BitcoinBacktest, ModelScores } from '../../study/backtest/backtest-outcome.js';
import type { ChartSpec } from '../charts/chart.js';
import { type BacktestFigure, backtestPathChart, type MonthlyBand } from '../charts/evidence/backtest-path-chart.js';
import {
  backtestRatioChart,
  conditionalChart,
  errorsChart,
  fleetAreaChart,
} from '../charts/evidence/backtest-score-charts.js';
import { DASH, threeDigits } from '../tables/format-figure.js';
import { bulletList, figure, type Html, heading, htmlPage, htmlTable, paragraph } from './html-page.js';
import { renderSvg } from './render-chart.js';

/** Figures of the pictures in their units. */
export const BACKTEST_FIGURES: Readonly<Record<'hashRate' | 'power' | 'joulesPerTh', BacktestFigure>> = {
  hashRate: {
    title: 'Hash rate',
    unit: 'EH/s',
    perUnit: 1e6,
    observation: 'observed',
    of: (path) => path.hashRateThPerSec,
  },
  power: { title: 'Power', unit: 'GW', perUnit: 1e9, observation: 'index', of: (path) => path.powerW },
  joulesPerTh: {
    title: 'Fleet efficiency',
    unit: 'J/TH',
    perUnit: 1,
    observation: 'index',
    of: (path) => path.joulesPerTh,
  },
};

/** Every chart of the report by the name of its file. */
export function backtestCharts(result: BitcoinBacktest): readonly (readonly [name: string, chart: ChartSpec])[] {
  const { months } = result.settingBand;
  const drawn = `band: 5 to 95 % of ${result.settingBand.draws} random settings`;
  const ownErrors = 'wide band: errors of 2013 to 2016 laid around the run';
  const errorBand: MonthlyBand = {
    label: ownErrors,
    band: result.paths.model.hashRateThPerSec.map((value) => ({
      low: value! * result.residualBand.low,
      high: value! * result.residualBand.high,
    })),
  };
  const { hashRate, power, joulesPerTh } = BACKTEST_FIGURES;
  const band = (of: MonthlyBand['band']): MonthlyBand => ({ label: drawn, band: of });
  return [
    ['hash-rate', backtestPathChart(result.paths, hashRate, [band(months.hashRateThPerSec), errorBand])],
    ['power', backtestPathChart(result.paths, power, [band(months.powerW)])],
    ['joules-per-th', backtestPathChart(result.paths, joulesPerTh, [band(months.joulesPerTh)])],
    ['ratios', backtestRatioChart(result.quarters)],
    ['conditional', conditionalChart(result.conditional)],
    ['errors', errorsChart(result)],
    ['fleet', fleetAreaChart(result.paths)],
  ];
}

/** The back-test on Bitcoin as one self-contained page. */
export async function backtestReport(result: BitcoinBacktest): Promise<string> {
  const charts = new Map(backtestCharts(result));
  const drawn = async (name: string, description: string): Promise<Html> =>
    figure(await renderSvg(charts.get(name)!), charts.get(name)!, description);
  const source = bitcoinHistorySource();
  return htmlPage(
    'The market against the history of Bitcoin',
    'Given machines. Two numbers fitted on 2013-07 to 2016-12, then frozen; 2017 to 2025 runs free with price, subsidy and hardware list known.',
    [
      bulletList(summary(result)),
      heading('Hash rate, power and efficiency'),
      await drawn('hash-rate', 'Hash rate, observed and modelled'),
      await drawn('power', 'Power, index and modelled'),
      await drawn('joules-per-th', 'Joules per TH, index and modelled'),
      await drawn('ratios', 'Model over observation by quarter'),
      heading('Bars'),
      htmlTable(
        'Set before the test; a dash needs the index columns.',
        ['', 'measured', 'bar', ''],
        result.bars.map((bar) => [
          bar.bar,
          bar.measured === null ? DASH : barFigure(bar, bar.measured),
          bar.limit === null ? DASH : `${bar.kind === 'at-most' ? 'at most' : 'at least'} ${barFigure(bar, bar.limit)}`,
          bar.met === null ? DASH : bar.met ? 'met' : 'missed',
        ]),
      ),
      heading('Beside simpler rules, and without its parts'),
      await drawn('errors', 'Median errors of variants'),
      scoreTable(result),
      heading('From an observed start'),
      paragraph('The same frozen model, set to the observed hash rate at each quarter end. Orange ticks are the bars.'),
      await drawn('conditional', 'Error over a random walk by horizon'),
      heading('Which machines do the work'),
      await drawn('fleet', 'Running fleet by efficiency'),
      heading('What the targets are worth'),
      htmlTable(
        'Scored figures.',
        ['', 'observed or model', 'what it is'],
        result.targets.map((one) => [one.figure, one.observed ? 'observed' : 'itself a model', one.what]),
      ),
      bulletList([...(result.indexReason === null ? [] : [result.indexReason]), ...result.remarks]),
      heading('Sources'),
      bulletList([`Price: ${source.price}`, `Hash rate: ${source.hashRate}`, `Fees: ${source.fees}`]),
    ],
  );
}

/** The findings in plain words, every number from the result. */
function summary(result: BitcoinBacktest): string[] {
  const { outOfSample, outOfSampleWithoutEpisode: calm, bootstrap, residualBand, fit, closedFormMargin } = result;
  const naive = [...result.naive].sort((a, b) => a.hashRate.medianError - b.hashRate.medianError)[0]!;
  const interval = ([low, high]: readonly [number, number]) => `${share(low)} to ${share(high)}`;
  const decided = result.bars.filter((bar) => bar.met !== null);
  const worst = [...result.ablations].sort((a, b) => b.hashRate.medianError - a.hashRate.medianError)[0]!;
  const at = (quarters: number) => result.conditional.find((one) => one.quartersAhead === quarters)!;
  return [
    `Over ${outOfSample.hashRate.quarters} quarters that were not fitted the hash rate is off by ${share(outOfSample.hashRate.medianError)} in the median (block bootstrap, 90 %: ${interval(bootstrap.medianError)}), and ${share(outOfSample.hashRate.within1_5)} of the quarters are within a factor of 1.5.`,
    `Without 2021Q2 to 2022Q3 the error is ${share(calm.hashRate.medianError)} and ${share(calm.hashRate.within1_5)} are within 1.5: that one episode holds every large miss, up to ${threeDigits(outOfSample.hashRate.worst)} times.`,
    `The best simple rule (${naive.rule}) is off by ${share(naive.hashRate.medianError)}.`,
    `The part that matters most: ${worst.variant} the error is ${share(worst.hashRate.medianError)}.`,
    `From an observed start the model errs ${at(4).ratioPriceKnown.toFixed(2)} times as much as a drifting random walk after a year and ${at(8).ratioPriceKnown.toFixed(2)} times after two if the price is known; ${at(4).ratioPriceFrozen.toFixed(2)} and ${at(8).ratioPriceFrozen.toFixed(2)} times if it is not. There is skill given the price and hardly any without.`,
    `The fitted margin of free entry is ${fit.freeEntryMargin.toFixed(2)}; the closed form gives ${closedFormMargin.value.toFixed(2)} from the cost of machines, with nothing fitted.`,
    `The errors of 2013 to 2016, laid around the run (${threeDigits(residualBand.low)} to ${threeDigits(residualBand.high)} times), hold ${share(residualBand.covered)} of the later quarters; they should hold 90 %.`,
    `${decided.filter((bar) => bar.met).length} of ${decided.length} bars that can be judged are met.`,
  ];
}

function scoreTable(result: BitcoinBacktest): Html {
  const row = (label: string, { hashRate, power, joulesPerTh }: ModelScores) => [
    label,
    share(hashRate.medianError),
    share(hashRate.within1_5),
    `x${hashRate.worst.toFixed(2)}`,
    power === null ? DASH : share(power.medianError),
    joulesPerTh === null ? DASH : share(joulesPerTh.medianError),
  ];
  return htmlTable(
    'Out of sample, median errors; a dash: the rule says nothing of it, or the index was not given.',
    ['', 'hash rate', 'within 1.5x', 'worst', 'power', 'J/TH'],
    [
      row(`this model, ${result.outOfSample.hashRate.quarters} quarters`, result.outOfSample),
      row('without 2021Q2 to 2022Q3', result.outOfSampleWithoutEpisode),
      ...result.naive.map((one) => row(`naive: ${one.rule}`, one)),
      ...result.ablations.map((one) => row(one.variant, one)),
      ...result.windows.map((one) => row(`fitted to ${one.until}, scored from ${one.scoredFrom}`, one)),
    ],
  );
}

const share = (value: number) => `${(100 * value).toFixed(1)} %`;

/** A bar's figure: ratios as numbers, shares in percent. */
export function barFigure({ unit }: BacktestBar, value: number): string {
  return unit === 'ratio' ? value.toFixed(2) : share(value);
}
