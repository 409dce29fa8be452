import type { BitcoinBacktest } from '../../../study/backtest/backtest-outcome.js';
import { type ChartSpec, chart } from '../chart.js';

const quarterYear = (quarter: string) => Number(quarter.slice(0, 4)) + (Number(quarter.slice(5)) - 0.5) / 4;

/** Model over observation, quarter by quarter; the shade is a factor of 1.5 either way. */
export function backtestRatioChart(quarters: BitcoinBacktest['quarters']): ChartSpec {
  const values = (
    [
      ['hash rate', quarters.hashRate],
      ['power (index)', quarters.power],
      ['J/TH (index)', quarters.joulesPerTh],
    ] as const
  ).flatMap(([figure, ratios]) =>
    (ratios ?? []).map(({ quarter, ratio }) => ({ figure, year: quarterYear(quarter), ratio })),
  );
  const x = {
    field: 'year',
    type: 'quantitative',
    title: null,
    axis: { format: 'd' },
    scale: { domain: [2017, 2026], nice: false },
  };
  const scale = { type: 'log', domain: [0.4, 3] };
  return chart(
    'Model over observation in each quarter',
    'shade: within a factor of 1.5; nothing after 2016 was fitted',
    {
      width: 640,
      height: 220,
      layer: [
        {
          data: { values: [{ low: 1 / 1.5, high: 1.5 }] },
          mark: { type: 'rect', color: '#e6f1e9' },
          encoding: {
            y: {
              field: 'low',
              type: 'quantitative',
              scale,
              title: 'model / observed',
              axis: { values: [0.5, 0.67, 1, 1.5, 2, 3] },
            },
            y2: { field: 'high' },
          },
        },
        {
          data: { values: [{ one: 1 }] },
          mark: { type: 'rule', color: '#5b6672' },
          encoding: { y: { field: 'one', type: 'quantitative', scale } },
        },
        {
          data: { values },
          mark: { type: 'line', point: { size: 22 }, strokeWidth: 1.6 },
          encoding: {
            x,
            y: { field: 'ratio', type: 'quantitative', scale },
            color: { field: 'figure', type: 'nominal', title: null, sort: null, legend: { orient: 'bottom' } },
          },
        },
      ],
    },
  );
}

/** Error over that of a drifting random walk by horizon, with the bars at 4 and 8 quarters. */
export function conditionalChart(conditional: BitcoinBacktest['conditional']): ChartSpec {
  const values = conditional.flatMap(({ quartersAhead, ratioPriceKnown, ratioPriceFrozen }) => [
    { quarters: quartersAhead, ratio: ratioPriceKnown, price: 'price known' },
    { quarters: quartersAhead, ratio: ratioPriceFrozen, price: 'price frozen at the start' },
  ]);
  const horizons = conditional.map((one) => one.quartersAhead);
  const y = { type: 'quantitative', scale: { domain: [0, 1.4] }, title: 'error over that of the walk' };
  return chart(
    'Skill from an observed start',
    'error of the hash rate over that of a random walk with drift; below 1 is better',
    {
      width: 460,
      height: 240,
      layer: [
        {
          data: { values },
          mark: { type: 'bar', width: { band: 0.8 } },
          encoding: {
            x: { field: 'quarters', type: 'ordinal', sort: horizons, title: 'quarters ahead', axis: { labelAngle: 0 } },
            xOffset: { field: 'price', sort: null },
            y: { ...y, field: 'ratio' },
            color: { field: 'price', type: 'nominal', title: null, sort: null, legend: { orient: 'bottom' } },
          },
        },
        {
          data: { values: [{ one: 1 }] },
          mark: { type: 'rule', color: '#14202c' },
          encoding: { y: { ...y, field: 'one' } },
        },
        {
          data: {
            values: [
              { quarters: 4, limit: 0.65 },
              { quarters: 8, limit: 0.45 },
            ],
          },
          mark: { type: 'tick', color: '#D55E00', thickness: 3, size: 46 },
          encoding: {
            x: { field: 'quarters', type: 'ordinal', sort: horizons },
            y: { ...y, field: 'limit' },
          },
        },
      ],
    },
  );
}

/** Out-of-sample error of the hash rate: the model, naive rules, what is left without a part, other windows. */
export function errorsChart(result: BitcoinBacktest): ChartSpec {
  const row = (group: string, name: string, error: number) => ({ group, name, error });
  const values = [
    row('this model', 'this model', result.outOfSample.hashRate.medianError),
    ...result.naive.map((one) => row('naive rule', one.rule, one.hashRate.medianError)),
    ...result.ablations.map((one) => row('changed model', one.variant, one.hashRate.medianError)),
    ...result.windows
      .filter((one) => one.until !== '2016-12')
      .map((one) =>
        row('other window', `fitted to ${one.until}, scored from ${one.scoredFrom}`, one.hashRate.medianError),
      ),
  ];
  const groups = ['this model', 'naive rule', 'changed model', 'other window'];
  const axis = { labelLimit: 600, ticks: false, domain: false };
  return chart('What each part is worth', 'median error of the hash rate out of sample; every row fitted again', {
    width: 340,
    data: { values },
    height: { step: 22 },
    encoding: { y: { field: 'name', type: 'nominal', sort: null, title: null, axis } },
    layer: [
      {
        mark: { type: 'bar', height: 12 },
        encoding: {
          x: { field: 'error', type: 'quantitative', axis: { format: '%' }, title: null, scale: { domain: [0, 0.6] } },
          color: {
            field: 'group',
            type: 'nominal',
            title: null,
            scale: { domain: groups, range: ['#0072B2', '#E69F00', '#CC79A7', '#8C8C8C'] },
            legend: { orient: 'bottom' },
          },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 4, fontSize: 11, color: '#39424d' },
        encoding: {
          x: { field: 'error', type: 'quantitative' },
          text: { field: 'error', type: 'quantitative', format: '.1%' },
        },
      },
    ],
  });
}

/** Which machines do the work over time, by efficiency, as shares of the running fleet. */
export function fleetAreaChart(paths: BitcoinBacktest['paths']): ChartSpec {
  const classes = paths.fleet.map((one) => one.label);
  const values = paths.fleet.flatMap(({ label, hashRateThPerSec }, order) =>
    hashRateThPerSec.map((work, i) => ({
      year: Number(paths.months[i]!.slice(0, 4)) + (Number(paths.months[i]!.slice(5)) - 0.5) / 12,
      label,
      order: -order,
      work: work ?? 0,
    })),
  );
  return chart('Which machines do the work', 'running fleet of the model by efficiency, J/TH; share of the hash rate', {
    width: 640,
    height: 220,
    data: { values },
    mark: { type: 'area' },
    encoding: {
      x: {
        field: 'year',
        type: 'quantitative',
        title: null,
        axis: { format: 'd' },
        scale: { domain: [2013, 2026], nice: false },
      },
      y: {
        field: 'work',
        type: 'quantitative',
        stack: 'normalize',
        axis: { format: '%' },
        title: 'share of the hash rate',
      },
      color: {
        field: 'label',
        type: 'nominal',
        title: null,
        scale: { domain: classes, range: ['#0b3c5d', '#0072B2', '#56B4E9', '#b9dcf0', '#E69F00', '#8C8C8C'] },
        legend: { orient: 'bottom', columns: 6 },
      },
      order: { field: 'order', type: 'quantitative' },
    },
  });
}
