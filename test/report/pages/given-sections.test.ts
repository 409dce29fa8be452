import { beforeAll, describe, expect, it } from '@jest/globals';
import { attackCostChart } from '../../../src/report/charts/market/attack-cost-chart.js';
import { coinPriceChart } from '../../../src/report/charts/market/coin-price-chart.js';
import { dollarUsesChart } from '../../../src/report/charts/market/dollar-uses-chart.js';
import { fleetChart } from '../../../src/report/charts/market/fleet-chart.js';
import { studyPage } from '../../../src/report/pages/study-page.js';
import { DASH, threeDigits } from '../../../src/report/tables/format-figure.js';
import { headlineTable } from '../../../src/report/tables/headline-table.js';
import { outcomeLongRows } from '../../../src/report/tables/outcome-long-rows.js';
import { parseStudyFile } from '../../../src/study/files/study-file.js';
import { outcomeOf } from '../../../src/study/index.js';
import type { GivenEconomy } from '../../../src/study/run/given/given-outcome.js';
import { runInline } from '../../study/example-economy.js';
import { givenText } from '../../study/given-text.js';

interface Values {
  readonly data: {
    readonly values: readonly {
      readonly rule: string;
      readonly year: number;
      readonly share: number;
      readonly attack: string;
    }[];
  };
}
/** A fifth of all coins is staked, so that some rules can pay what secures as much. */
const TOKEN =
  '{ emission: 1e9 USD/year, marketValue: 20e9 USD, price: { kind: gbm, volatility: 0.5 }, staking: { requiredPremium: 25 %/year } }';
const valuesOf = (spec: unknown) => (spec as Values).data.values;

describe('the report of a market with given machines', () => {
  let outcome: GivenEconomy;
  beforeAll(async () => {
    const found = await runInline(parseStudyFile('given.yaml', givenText({ splitRuns: '20', token: TOKEN })));
    if (found.kind !== 'given') throw new Error(found.kind);
    outcome = found;
  });

  it('has each figure that is missing explained and every table named by its comparison', async () => {
    const { page } = await studyPage(outcome, outcomeOf(outcome));
    for (const { label } of outcome.comparisons) expect(page).toContain(`Comparison ${label.replace('&', '&amp;')}`);
    expect(page).toContain('The rule pays for no work.');
    expect(page).toContain('The file names no pools.');
    expect(page).not.toContain('NaN');
    expect(page).not.toContain('undefined');
  });

  it('is in long form with bands and units, each figure once', () => {
    const rows = outcomeLongRows(outcomeOf(outcome));
    const power = rows.filter(({ metric, runId }) => metric === 'powerMw' && runId === 'small/figures/A/pow-100');
    expect(power).toHaveLength(1);
    expect(power[0]).toMatchObject({ unit: 'MW', workload: 'SHA-256d hashing', chip: null });
    expect(power[0]!.low).toBeLessThanOrEqual(power[0]!.value);
    for (const row of rows) expect(Number.isFinite(row.value)).toBe(true);
    const names = rows.map(({ runId, metric }) => `${runId}/${metric}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is printed as main figures by rule, with what security costs under B and a reason for a rule without figures', () => {
    const { headlines, tables: cut } = outcomeOf(outcome);
    const tables = headlines.map((headline) => ({ ...headlineTable(cut, headline, false), ...headline }));
    expect(tables.map(({ title }) => title.charAt(0))).toEqual(['A', 'B', 'C']);
    for (const { header, rows } of tables) for (const row of rows) expect(row).toHaveLength(header.length);
    const line = (table: number, title: string) => tables[table]!.rows.find(([first]) => first === title);
    const { figures } = outcome.comparisons[0]!.rules[0]!;
    expect(line(0, 'power, MW')![1]).toBe(threeDigits(figures!.powerMw.value!));
    expect(line(0, 'attack on work')).toBeUndefined();
    expect(line(1, 'attack on work')![1]).not.toBe(DASH);
    expect(line(1, 'attack on work')![3]).toBe(DASH);
    expect(tables[1]!.notes.join(' ')).toContain('split-5-95: It would take');
    expect(line(0, 'cost to make a M tokens')).toBeUndefined();
  });

  it('divides a whole dollar under each rule', () => {
    const values = valuesOf(dollarUsesChart(outcome.comparisons[0]!.rules, 'A'));
    for (const rule of ['All to work', 'All to stake']) {
      const whole = values.filter((row) => row.rule === rule).reduce((sum, row) => sum + row.share, 0);
      expect(whole).toBeCloseTo(1, 9);
    }
  });

  it('shows the whole fleet at each time, attacks only where there are some, and no prices where there are no tokens', () => {
    const values = valuesOf(fleetChart(outcome.machines, outcome.paths[0]!, 'A'));
    const years = new Set(values.map((row) => row.year));
    for (const year of years) {
      const whole = values.filter((row) => row.year === year).reduce((sum, row) => sum + row.share, 0);
      expect(whole).toBeCloseTo(1, 6);
    }
    const attacks = valuesOf(attackCostChart(outcome.comparisons[0]!.rules, 'A'));
    expect(attacks.some((row) => row.rule === 'All to work' && row.attack.startsWith('stake'))).toBe(false);
    expect(attacks.some((row) => row.rule === 'All to stake' && row.attack.startsWith('work'))).toBe(false);
    expect(coinPriceChart(outcome.comparisons[0]!.rules, 'A')).toBeNull();
  });
});
