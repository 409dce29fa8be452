import { describe, expect, it } from '@jest/globals';
import { bitcoinHardware, bitcoinHistory } from '../../../src/pow-model/history/bitcoin-data.js';
import { BITCOIN_SETTINGS, bitcoinSeries, runBitcoin } from '../../../src/pow-model/history/bitcoin-run.js';
import { monthOf } from '../../../src/pow-model/history/month.js';
import { backtestBitcoin } from '../../../src/study/backtest/bitcoin-backtest.js';
import { fitBitcoin } from '../../../src/study/backtest/bitcoin-fit.js';
import { parsePowerIndex } from '../../../src/study/backtest/power-index.js';

const result = backtestBitcoin(null);

describe('the back-test on Bitcoin, fitted to 2016-12 and run free over 2017 to 2025', () => {
  it('gets the hash rate within a median 15 % and within 1.5x in 80 % of 35 quarters', () => {
    const { hashRate } = result.outOfSample;
    expect(hashRate.quarters).toBe(35);
    expect(hashRate.medianError).toBeLessThanOrEqual(0.15);
    expect(hashRate.within1_5).toBeGreaterThanOrEqual(0.8);
  });

  it('misses only the episode of 2021Q2 to 2022Q3 by more than 1.5x', () => {
    expect(result.outOfSampleWithoutEpisode.hashRate.quarters).toBe(29);
    expect(result.outOfSampleWithoutEpisode.hashRate.within1_5).toBeGreaterThanOrEqual(0.95);
  });

  it('beats each naive rule on the hash rate', () => {
    expect(result.naive).toHaveLength(3);
    for (const rule of result.naive) {
      expect(rule.hashRate.medianError).toBeGreaterThan(result.outOfSample.hashRate.medianError);
    }
  });

  it('puts the fleet of 2024 within 10 % of the surveyed 28.2 J/TH', () => {
    expect(Math.abs(result.survey.modelJoulesPerTh2024 / 28.2 - 1)).toBeLessThanOrEqual(0.1);
  });

  it('has skill over a drifting random walk at 4 and 8 quarters when the price is known', () => {
    const ratio = (quarters: number) => result.conditional.find((one) => one.quartersAhead === quarters)!;
    expect(ratio(4).ratioPriceKnown).toBeLessThanOrEqual(0.65);
    expect(ratio(8).ratioPriceKnown).toBeLessThanOrEqual(0.45);
    expect(ratio(1).origins).toBe(33);
    expect(ratio(8).origins).toBe(26);
  });

  it('fits a margin within 20 % of the closed form', () => {
    expect(Math.abs(result.closedFormMargin.value / result.fit.freeEntryMargin - 1)).toBeLessThanOrEqual(0.2);
  });

  it('needs hardware progress, gradual entry and shutdown: without any of them the hash rate gets worse', () => {
    for (const part of ['hardware progress after 2016', 'gradual entry', 'shutdown of unprofitable machines']) {
      const ablation = result.ablations.find((one) => one.variant === `without ${part}`)!;
      expect(ablation.hashRate.medianError).toBeGreaterThan(1.5 * result.outOfSample.hashRate.medianError);
    }
  });

  it('holds up with nothing fitted: half of all random settings stay below a median error of 20 % and keep 80 % of quarters within 1.5x', () => {
    const { settingBand } = result;
    expect(settingBand.quarters).toHaveLength(35);
    expect(settingBand.medianError.value).toBeLessThan(0.2);
    expect(settingBand.within1_5.value).toBeGreaterThanOrEqual(0.8);
  });

  it('meets every bar that needs no index, and leaves the others open', () => {
    const { bars } = result;
    expect(bars.filter((bar) => bar.met === true)).toHaveLength(7);
    expect(bars.filter((bar) => bar.met === null).map((bar) => bar.bar.split(':')[0])).toEqual([
      'power',
      'power',
      'J/TH',
      'J/TH',
    ]);
    for (const { met, measured, kind, limit } of bars) {
      if (met !== null) expect(kind === 'at-most' ? measured! <= limit! : measured! >= limit!).toBe(met);
    }
  });

  it('says which targets are themselves models: index power and J/TH', () => {
    expect(result.targets.filter((one) => !one.observed).map((one) => one.figure)).toEqual(['power', 'J/TH']);
  });

  it('draws the same path as it scores: quarterly means of the months are the scored quarters', () => {
    const { months, model, observed } = result.paths;
    expect(months).toHaveLength(13 * 12);
    const first = months.indexOf('2024-01');
    const mean = (values: readonly (number | null)[]) => (values[first]! + values[first + 1]! + values[first + 2]!) / 3;
    const quarter = result.quarters.hashRate.find((one) => one.quarter === '2024Q1')!;
    expect(mean(model.hashRateThPerSec) / quarter.model).toBeCloseTo(1, 12);
    expect(mean(observed.hashRateThPerSec) / quarter.observed).toBeCloseTo(1, 12);
    expect(result.paths.naive).toHaveLength(3);
  });

  it('accounts for the whole running fleet by efficiency, ever better machines doing most of the work', () => {
    const { fleet, months, model } = result.paths;
    months.forEach((_, i) => {
      const sum = fleet.reduce((total, one) => total + one.hashRateThPerSec[i]!, 0);
      expect(sum / model.hashRateThPerSec[i]!).toBeCloseTo(1, 6);
    });
    const largest = (month: string) => {
      const i = months.indexOf(month);
      return [...fleet].sort((a, b) => b.hashRateThPerSec[i]! - a.hashRateThPerSec[i]!)[0]!.label;
    };
    expect([largest('2015-06'), largest('2018-06'), largest('2022-06'), largest('2025-10')]).toEqual([
      'above 500',
      '80 to 150',
      '25 to 45',
      'below 25 J/TH',
    ]);
  });

  it('has a band of its own errors of 2013 to 2016 that holds most later quarters, not all', () => {
    const { low, high, covered } = result.residualBand;
    expect(low).toBeLessThan(1);
    expect(high).toBeGreaterThan(1);
    expect(covered).toBeGreaterThan(0.75);
    expect(covered).toBeLessThan(1);
  });

  it('has no power or J/TH without the index, and says why', () => {
    expect(result.outOfSample.power).toBeNull();
    expect(result.outOfSample.joulesPerTh).toBeNull();
    expect(result.indexReason).toContain('--index PATH');
  });

  it('never reads a hash rate after 2016-12: making them all NaN changes no bit of fit or path', () => {
    const history = bitcoinHistory();
    const blind = {
      ...history,
      hashRateThPerSec: new Map(
        [...history.hashRateThPerSec].map(([month, rate]) => [month, month > monthOf('2016-12') ? Number.NaN : rate]),
      ),
    };
    const [seen, unseen] = [history, blind].map((one) => {
      const series = bitcoinSeries(one, bitcoinHardware(), BITCOIN_SETTINGS);
      const fit = fitBitcoin(series, BITCOIN_SETTINGS, monthOf('2016-12'));
      return { fit, path: runBitcoin(series, fit, BITCOIN_SETTINGS) };
    });
    expect(unseen).toEqual(seen);
  });

  it('is proportional to the share paid to work and leaves J/TH alone: Bitcoin at 5 %', () => {
    const series = bitcoinSeries(bitcoinHistory(), bitcoinHardware(), BITCOIN_SETTINGS);
    const settings = { ...BITCOIN_SETTINGS, workShare: 0.05 };
    const poor = runBitcoin(bitcoinSeries(bitcoinHistory(), bitcoinHardware(), settings), result.fit, settings);
    const full = runBitcoin(series, result.fit, BITCOIN_SETTINGS);
    for (const month of [10, 60, 155]) {
      expect(poor.workPerSec[month]! / full.workPerSec[month]!).toBeCloseTo(0.05, 6);
      expect(poor.joulesPerWork[month]!).toBeCloseTo(full.joulesPerWork[month]!, 3);
    }
  });
});

describe('the index file', () => {
  it('is read by its column names, skipping what is no month', () => {
    const text = 'date,power_gw,efficiency_est_j_per_th\n2017-01,0.9,250\n2024-year,15,28\n2017-02,,240\n';
    expect([...parsePowerIndex(text, 'i.csv')]).toEqual([[monthOf('2017-01'), { powerW: 0.9e9, joulesPerTh: 250 }]]);
  });

  it('reports every wrong figure with its line', () => {
    const text = 'date,power_gw,efficiency_est_j_per_th\n2017-01,x,250\n2017-02,1,-2\n';
    expect(() => parsePowerIndex(text, 'i.csv')).toThrow(/i\.csv:2: 2017-01.*\n.*i\.csv:3: 2017-02/);
    expect(() => parsePowerIndex('a,b\n', 'i.csv')).toThrow('lacks date, efficiency_est_j_per_th, power_gw');
  });
});
