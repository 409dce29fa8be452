import { describe, expect, it } from '@jest/globals';
import { backtestCharts, backtestReport } from '../../../src/report/pages/backtest-report.js';
import { renderSvg } from '../../../src/report/pages/render-chart.js';
import { backtestBitcoin } from '../../../src/study/backtest/bitcoin-backtest.js';
import { backtestTables } from '../../../src/study/outcome/backtest-tables.js';

const result = backtestBitcoin(null);

describe('the report of the back-test on Bitcoin', () => {
  it('draws its seven pictures, marks the episode and loads nothing from the network', async () => {
    const page = await backtestReport(result);
    expect(page.match(/<svg/g)!.length).toBe(7);
    expect(page).toContain('2021Q2 to 2022Q3');
    expect(page).toContain('observed figures need --index');
    expect(page).toContain(`${(100 * result.outOfSample.hashRate.medianError).toFixed(1)} %`);
    expect(page).not.toMatch(/(src|href)="https?:/);
  });

  it('draws every observed month from 2015 on as one dot', async () => {
    const [, chart] = backtestCharts(result)[0]!;
    const svg = await renderSvg(chart);
    const observed = result.paths.observed.hashRateThPerSec.slice(24).filter((value) => value !== null);
    const dots = svg.match(/aria-roledescription="point"/g) ?? [];
    expect(dots).toHaveLength(observed.length);
  });

  it('has rows as wide as their columns in every table', () => {
    for (const { columns, rows, id } of backtestTables(result)) {
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) expect([id, row.length]).toEqual([id, columns.length]);
    }
  });
});
