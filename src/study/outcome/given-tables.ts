import { type MarketFigure, USE_FIGURES } from '../../pow-model/market/index.js';
import type { MetricBand } from '../../pow-model/market/metrics/metric-bands.js';
import type { GivenEconomy, GivenRule } from '../run/given/given-outcome.js';
import { chainTables } from './chain-tables.js';
import { MARKET_FIGURE_UNITS } from './market-figure-units.js';
import { column, figureColumn, keyColumn, type OutcomeTable, textColumn } from './outcome-table.js';

type Row = readonly (string | number | null)[];

/** Every table of an outcome of given machines. */
export function givenTables(outcome: GivenEconomy): OutcomeTable[] {
  return [
    machineTable(outcome),
    {
      id: 'figures',
      title: 'Figures of each rule over the last year',
      notes: [],
      columns: [
        keyColumn('comparison'),
        keyColumn('rule'),
        column('metric', 'figure'),
        column('unit', 'unit'),
        column('value', 'median'),
        column('low', 'p5'),
        column('high', 'p95'),
        column('figure', 'mean'),
        column('reason', 'reason'),
      ],
      rows: everyRule(outcome).flatMap(figureRows),
    },
    {
      id: 'paired',
      title: 'Figures against the reference rule, run by run',
      notes: [],
      columns: [
        keyColumn('comparison'),
        keyColumn('rule'),
        column('metric', 'figure'),
        keyColumn('against_reference'),
        column('value', 'median', '1'),
        column('low', 'p5', '1'),
        column('high', 'p95', '1'),
        column('reason', 'reason'),
      ],
      rows: everyRule(outcome).flatMap(pairedRows),
    },
    centralTable(outcome),
    {
      id: 'fleet',
      title: 'Running work by machine on the middle path',
      notes: [],
      columns: [
        keyColumn('comparison'),
        keyColumn('rule'),
        keyColumn('year', 'year'),
        keyColumn('machine'),
        figureColumn('work_share', '1'),
      ],
      rows: outcome.paths.flatMap(({ ruleId, central }) =>
        central.flatMap((row) =>
          outcome.machines.map(
            (one, m): Row => [outcome.pathComparison, ruleId, row.year, one.label, row.machineShares[m]!],
          ),
        ),
      ),
    },
    {
      id: 'variance',
      title: 'What the spread comes from',
      notes: [],
      columns: [
        keyColumn('comparison'),
        keyColumn('rule'),
        keyColumn('figure'),
        keyColumn('group'),
        figureColumn('first_order', '1'),
        figureColumn('first_order_error', '1'),
        figureColumn('total', '1'),
        figureColumn('total_error', '1'),
      ],
      rows: (outcome.variance?.splits ?? []).flatMap(({ figure, groups }) =>
        groups.map(
          (one): Row => [
            outcome.pathComparison,
            outcome.reference,
            figure,
            one.group,
            one.first,
            one.firstError,
            one.total,
            one.totalError,
          ],
        ),
      ),
    },
    ...chainTables(outcome.chains),
  ];
}

function everyRule(outcome: GivenEconomy): readonly GivenRule[] {
  return outcome.comparisons.flatMap(({ rules }) => rules);
}

function figureRows(rule: GivenRule): Row[] {
  const { figures, emissionUsdPerYear: emission } = rule;
  if (figures === null) return [[rule.comparison, rule.ruleId, 'all', null, null, null, null, null, rule.reason]];
  const start: Row = [rule.comparison, rule.ruleId, 'startEmissionUsd', 'USD/year', emission, null, null, null, null];
  const others = (Object.keys(MARKET_FIGURE_UNITS) as MarketFigure[]).map((name): Row => {
    const one = figures[name];
    const key = [rule.comparison, rule.ruleId, name, MARKET_FIGURE_UNITS[name]];
    return one.value === null
      ? [...key, null, null, null, null, one.reason]
      : [...key, one.value, one.low, one.high, one.mean, null];
  });
  return [start, ...others];
}

function pairedRows(rule: GivenRule): Row[] {
  const rows = (against: string, bands: Readonly<Record<string, MetricBand>> | null): Row[] =>
    Object.entries(bands ?? {}).map(([name, one]) => {
      const key = [rule.comparison, rule.ruleId, name, against];
      return one.value === null ? [...key, null, null, null, one.reason] : [...key, one.value, one.low, one.high, null];
    });
  return [...rows('ratio', rule.ratios), ...rows('difference', rule.differences)];
}

function machineTable(outcome: GivenEconomy): OutcomeTable {
  return {
    id: 'machines',
    title: 'Machines of the market',
    notes: [],
    columns: [
      keyColumn('machine'),
      textColumn('vendor'),
      textColumn('entry'),
      figureColumn('from_year', 'year'),
      figureColumn('work_per_sec', `${outcome.workUnit}/s`),
      figureColumn('tokens_per_sec', 'token/s'),
      figureColumn('power_w', 'W'),
      figureColumn('joules_per_work', `J/${outcome.workUnit}`),
      figureColumn('price_usd', 'USD'),
      figureColumn('unit_cost_usd', 'USD'),
      figureColumn('rent_usd_per_hour', 'USD/h'),
      figureColumn('break_even_usd_per_work_year', 'USD/(work/s)/year'),
    ],
    rows: outcome.machines.map((one) => [
      one.label,
      one.vendor,
      one.entry,
      one.fromYear,
      one.workPerSec.value,
      one.tokensPerSec?.value ?? null,
      one.powerW.value,
      one.joulesPerWork,
      one.priceUsd.value,
      one.unitCostUsd,
      one.rentUsdPerHour,
      one.breakEvenUsdPerYear,
    ]),
  };
}

function centralTable(outcome: GivenEconomy): OutcomeTable {
  const uses = USE_FIGURES.map((name) => name.replace(/Usd$/, ''));
  return {
    id: 'central_path',
    title: 'Each rule on its middle path',
    notes: [],
    columns: [
      keyColumn('comparison'),
      keyColumn('rule'),
      keyColumn('year', 'year'),
      figureColumn('price', '1'),
      figureColumn('work_per_sec', `${outcome.workUnit}/s`),
      figureColumn('power_mw', 'MW'),
      figureColumn('joules_per_work', `J/${outcome.workUnit}`),
      figureColumn('asked_usd_per_work', 'USD/(work/s)'),
      figureColumn('revenue_usd', 'USD/year'),
      ...uses.map((name) => figureColumn(`uses_${snake(name)}_usd`, 'USD/year')),
      figureColumn('market_usd_per_mtoken', 'USD/Mtoken'),
    ],
    rows: outcome.paths.flatMap(({ ruleId, central }) =>
      central.map(
        (row): Row => [
          outcome.pathComparison,
          ruleId,
          row.year,
          row.price,
          row.workPerSec,
          row.powerMw,
          row.joulesPerWork,
          row.askedUsdPerWork,
          row.revenueUsd,
          ...uses.map((name) => row.uses[name] ?? null),
          row.marketUsdPerMillionTokens,
        ],
      ),
    ),
  };
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
