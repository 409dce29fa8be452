import type { BitcoinBacktest, ModelScores } from '../backtest/backtest-outcome.js';
import { figureColumn, keyColumn, type OutcomeTable, textColumn } from './outcome-table.js';

/** Tables of a back-test: bars, scores of every variant, quarters, the conditional test and the monthly paths. */
export function backtestTables(result: BitcoinBacktest): OutcomeTable[] {
  const { paths } = result;
  const series = [paths.observed, paths.model, ...paths.naive];
  return [
    {
      id: 'bars',
      title: 'Bars set before the test',
      notes: [],
      columns: [
        keyColumn('bar'),
        figureColumn('measured', '1'),
        textColumn('kind'),
        figureColumn('limit', '1'),
        textColumn('met'),
      ],
      rows: result.bars.map(({ bar, measured, kind, limit, met }) => [
        bar,
        measured,
        kind,
        limit,
        met === null ? null : met ? 'yes' : 'no',
      ]),
    },
    {
      id: 'scores',
      title: 'Scores of every variant',
      notes: [],
      columns: [
        keyColumn('variant'),
        figureColumn('quarters', '1'),
        figureColumn('hash_rate_median_error', '1'),
        figureColumn('hash_rate_bias', '1'),
        figureColumn('hash_rate_within_1_5', '1'),
        figureColumn('hash_rate_worst_factor', '1'),
        figureColumn('power_median_error', '1'),
        figureColumn('joules_per_th_median_error', '1'),
      ],
      rows: [
        scoreRow('this model', result.outOfSample),
        scoreRow('this model without 2021Q2 to 2022Q3', result.outOfSampleWithoutEpisode),
        ...result.naive.map((one) => scoreRow(`naive: ${one.rule}`, one)),
        ...result.ablations.map((one) => scoreRow(one.variant, one)),
        ...result.windows.map((one) => scoreRow(`fitted to ${one.until}, scored from ${one.scoredFrom}`, one)),
      ],
    },
    {
      id: 'quarters',
      title: 'Quarters, observed and modelled',
      notes: [],
      columns: [
        keyColumn('figure'),
        keyColumn('quarter'),
        figureColumn('model', 'TH/s, W or J/TH'),
        figureColumn('observed', 'TH/s, W or J/TH'),
        figureColumn('ratio', '1'),
      ],
      rows: (['hashRate', 'power', 'joulesPerTh'] as const).flatMap((figure) =>
        (result.quarters[figure] ?? []).map(({ quarter, model, observed, ratio }) => [
          figure,
          quarter,
          model,
          observed,
          ratio,
        ]),
      ),
    },
    {
      id: 'conditional',
      title: 'Errors from an observed start',
      notes: [],
      columns: [
        keyColumn('quarters_ahead', 'quarter'),
        figureColumn('origins', '1'),
        figureColumn('ratio_price_known', '1'),
        figureColumn('ratio_price_frozen', '1'),
        figureColumn('median_error_price_known', '1'),
      ],
      rows: result.conditional.map((one) => [
        one.quartersAhead,
        one.origins,
        one.ratioPriceKnown,
        one.ratioPriceFrozen,
        one.medianErrorPriceKnown,
      ]),
    },
    {
      id: 'months',
      title: 'Months, observed and modelled',
      notes: [],
      columns: [
        keyColumn('path'),
        keyColumn('month'),
        figureColumn('hash_rate_th_per_sec', 'TH/s'),
        figureColumn('power_w', 'W'),
        figureColumn('joules_per_th', 'J/TH'),
      ],
      rows: series.flatMap((path) =>
        paths.months.map((month, i) => [
          path.label,
          month,
          path.hashRateThPerSec[i]!,
          path.powerW?.[i] ?? null,
          path.joulesPerTh?.[i] ?? null,
        ]),
      ),
    },
  ];
}

function scoreRow(variant: string, { hashRate, power, joulesPerTh }: ModelScores) {
  return [
    variant,
    hashRate.quarters,
    hashRate.medianError,
    hashRate.bias,
    hashRate.within1_5,
    hashRate.worst,
    power?.medianError ?? null,
    joulesPerTh?.medianError ?? null,
  ];
}
