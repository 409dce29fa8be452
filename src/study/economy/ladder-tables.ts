import { type LadderFigure, USE_FIGURES } from '../../pow-model/market/index.js';
import type { MetricBand } from '../../pow-model/market/metrics/metric-bands.js';
import { type EconomyTable, figureColumn, keyColumn, textColumn } from './economy-table.js';
import type { LadderEconomy, LadderRule } from './ladder-outcome.js';

/** Every figure of a rule with its unit; `work` is the unit of the paid work. */
export const LADDER_FIGURE_UNITS: Readonly<Record<LadderFigure, string>> = {
  emissionUsd: 'USD/year',
  workUsd: 'USD/year',
  feesUsd: 'USD/year',
  workPerSec: 'work/s',
  tokensPerSec: 'token/s',
  usefulShare: '1',
  powerMw: 'MW',
  joulesPerWork: 'J/work',
  joulesPerToken: 'J/token',
  usdPerWorkYear: 'USD/(work/s)/year',
  producerUsdPerMillionTokens: 'USD/Mtoken',
  marketUsdPerMillionTokens: 'USD/Mtoken',
  machinePriceOverListed: '1',
  electricityUsd: 'USD/year',
  otherOpexUsd: 'USD/year',
  siliconUsd: 'USD/year',
  researchUsd: 'USD/year',
  makerMarginUsd: 'USD/year',
  minerProfitUsd: 'USD/year',
  stakersUsd: 'USD/year',
  ownerUsd: 'USD/year',
  burnedUsd: 'USD/year',
  otherWorkUsd: 'USD/year',
  operatorHhi: '1',
  operatorGini: '1',
  operatorNakamoto: '1',
  poolHhi: '1',
  poolNakamoto: '1',
  vendorHhi: '1',
  salesVendorHhi: '1',
  stakerHhi: '1',
  stakerNakamoto: '1',
  workAttackUsd: 'USD',
  workAttackNetUsd: 'USD',
  workAttackUsdPerHour: 'USD/h',
  stakeAttackUsd: 'USD',
  stakeAttackNetUsd: 'USD',
  marketValueUsd: 'USD',
  stakedFraction: '1',
  dilution: '1/year',
  passiveReturn: '1/year',
  stakerReturn: '1/year',
  restakerReturn: '1/year',
  withdrawerReturn: '1/year',
  validatorReturn: '1/year',
  delegatorReturn: '1/year',
};

type Row = readonly (string | number | null)[];

/** Every table of a ladder outcome. */
export function ladderTables(outcome: LadderEconomy): EconomyTable[] {
  return [
    machineTable(outcome),
    {
      name: 'figures',
      columns: [
        keyColumn('comparison'),
        keyColumn('rule'),
        keyColumn('figure'),
        textColumn('unit'),
        figureColumn('median', 'as named'),
        figureColumn('p5', 'as named'),
        figureColumn('p95', 'as named'),
        figureColumn('mean', 'as named'),
        textColumn('reason'),
      ],
      rows: everyRule(outcome).flatMap(figureRows),
    },
    {
      name: 'paired',
      columns: [
        keyColumn('comparison'),
        keyColumn('rule'),
        keyColumn('figure'),
        keyColumn('against_reference'),
        figureColumn('median', '1'),
        figureColumn('p5', '1'),
        figureColumn('p95', '1'),
        textColumn('reason'),
      ],
      rows: everyRule(outcome).flatMap(pairedRows),
    },
    centralTable(outcome),
    {
      name: 'fleet',
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
      name: 'variance',
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
  ];
}

function everyRule(outcome: LadderEconomy): readonly LadderRule[] {
  return outcome.comparisons.flatMap(({ rules }) => rules);
}

function figureRows(rule: LadderRule): Row[] {
  const { figures } = rule;
  if (figures === null) return [[rule.comparison, rule.ruleId, 'all', null, null, null, null, null, rule.reason]];
  return (Object.keys(LADDER_FIGURE_UNITS) as LadderFigure[]).map((name) => {
    const one = figures[name];
    const key = [rule.comparison, rule.ruleId, name, LADDER_FIGURE_UNITS[name]];
    return one.value === null
      ? [...key, null, null, null, null, one.reason]
      : [...key, one.value, one.low, one.high, one.mean, null];
  });
}

function pairedRows(rule: LadderRule): Row[] {
  const rows = (against: string, bands: Readonly<Record<string, MetricBand>> | null): Row[] =>
    Object.entries(bands ?? {}).map(([name, one]) => {
      const key = [rule.comparison, rule.ruleId, name, against];
      return one.value === null ? [...key, null, null, null, one.reason] : [...key, one.value, one.low, one.high, null];
    });
  return [...rows('ratio', rule.ratios), ...rows('difference', rule.differences)];
}

function machineTable(outcome: LadderEconomy): EconomyTable {
  return {
    name: 'machines',
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

function centralTable(outcome: LadderEconomy): EconomyTable {
  const uses = USE_FIGURES.map((name) => name.replace(/Usd$/, ''));
  return {
    name: 'central_path',
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
