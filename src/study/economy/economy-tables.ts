import type { DesignedEconomy, EconomyOutcome, ReplayEconomy } from './economy-outcome.js';
import { type EconomyColumn, type EconomyTable, figureColumn, keyColumn, textColumn } from './economy-table.js';
import { ladderTables } from './ladder-tables.js';

/** Every table of an outcome. */
export function economyTables(outcome: EconomyOutcome): EconomyTable[] {
  switch (outcome.kind) {
    case 'bitcoin-replay':
      return replayTables(outcome);
    case 'designed':
      return designedTables(outcome);
    case 'ladder':
      return ladderTables(outcome);
    default:
      return outcome satisfies never;
  }
}

function replayTables(outcome: ReplayEconomy): EconomyTable[] {
  return [
    {
      name: 'years',
      columns: [
        keyColumn('share', '1'),
        keyColumn('year', 'year'),
        figureColumn('hash_rate_ehs', 'EH/s'),
        figureColumn('power_gw', 'GW'),
        figureColumn('joules_per_th', 'J/TH'),
      ],
      rows: outcome.shares.flatMap(({ share, years }) =>
        years.map((one) => [share, one.year, one.hashRateThPerSec / 1e6, one.powerW / 1e9, one.joulesPerTh]),
      ),
    },
    {
      name: 'years_delayed',
      columns: [
        keyColumn('share', '1'),
        keyColumn('nre_case'),
        keyColumn('year', 'year'),
        figureColumn('hash_rate_ehs', 'EH/s'),
        figureColumn('power_gw', 'GW'),
        figureColumn('joules_per_th', 'J/TH'),
      ],
      rows: outcome.shares.flatMap(({ share, delayedYears }) =>
        (['low', 'value', 'high'] as const).flatMap((nreCase) =>
          delayedYears[nreCase].map((one) => [
            share,
            nreCase,
            one.year,
            one.hashRateThPerSec / 1e6,
            one.powerW / 1e9,
            one.joulesPerTh,
          ]),
        ),
      ),
    },
    {
      name: 'generations',
      columns: [
        keyColumn('process_nm', 'nm'),
        keyColumn('share', '1'),
        keyColumn('nre_case'),
        textColumn('shipped'),
        figureColumn('threshold_usd_per_year', 'USD/year'),
        textColumn('month_money_covers_it'),
        figureColumn('delay_months', 'month'),
      ],
      rows: outcome.generations.flatMap((generation) =>
        generation.crossings.flatMap((crossing) =>
          (['low', 'value', 'high'] as const).map((nreCase) => [
            generation.processNm,
            crossing.share,
            nreCase,
            generation.shipped,
            generation.thresholdUsdPerYear[nreCase],
            crossing[nreCase],
            crossing.delayMonths[nreCase],
          ]),
        ),
      ),
    },
  ];
}

type RuleRow = DesignedEconomy['comparisons'][number]['rules'][number];

/** Columns of the rules with what fills them. */
const RULE_COLUMNS: readonly (readonly [EconomyColumn, (rule: RuleRow) => string | number | null])[] = [
  [keyColumn('comparison'), (rule) => rule.comparison],
  [keyColumn('rule'), (rule) => rule.ruleId],
  [figureColumn('emission_usd_per_year', 'USD/year'), (rule) => rule.emissionUsdPerYear],
  [figureColumn('work_usd_per_year', 'USD/year'), (rule) => rule.workUsdPerYear],
  [figureColumn('dilution_per_year', '1/year'), (rule) => rule.dilutionPerYear],
  [textColumn('chip'), (rule) => rule.outcome?.generationLabel ?? null],
  [figureColumn('makers', '1'), (rule) => rule.outcome?.makers ?? null],
  [figureColumn('maker_hhi', '1'), (rule) => rule.outcome?.makerHhi ?? null],
  [figureColumn('first_chip_year', 'year'), (rule) => rule.outcome?.firstChipYear ?? null],
  [figureColumn('tmac_per_sec', 'TMAC/s'), (rule) => rule.outcome?.workPerSec ?? null],
  [figureColumn('joules_per_tmac', 'J/TMAC'), (rule) => rule.outcome?.joulesPerWork ?? null],
  [figureColumn('usd_per_tmac_per_sec_year', 'USD/(TMAC/s)/year'), (rule) => rule.outcome?.usdPerWorkYear ?? null],
  [figureColumn('power_w', 'W'), (rule) => rule.outcome?.powerW ?? null],
  [figureColumn('uses_electricity_usd', 'USD/year'), (rule) => rule.outcome?.uses.electricity ?? null],
  [figureColumn('uses_other_opex_usd', 'USD/year'), (rule) => rule.outcome?.uses.otherOpex ?? null],
  [figureColumn('uses_silicon_usd', 'USD/year'), (rule) => rule.outcome?.uses.silicon ?? null],
  [figureColumn('uses_research_usd', 'USD/year'), (rule) => rule.outcome?.uses.research ?? null],
  [figureColumn('uses_maker_margin_usd', 'USD/year'), (rule) => rule.outcome?.uses.makerMargin ?? null],
  [figureColumn('uses_miner_profit_usd', 'USD/year'), (rule) => rule.outcome?.uses.minerProfit ?? null],
  [figureColumn('stakers_usd_per_year', 'USD/year'), (rule) => rule.stakersUsdPerYear],
  [figureColumn('work_attack_usd', 'USD'), (rule) => rule.workAttackUsd],
  [figureColumn('stake_attack_usd', 'USD'), (rule) => rule.stakeAttackUsd],
  [textColumn('gain_kept_by'), (rule) => rule.outcome?.gainKeptBy ?? null],
  [textColumn('reason'), (rule) => rule.reason],
];

function designedTables(outcome: DesignedEconomy): EconomyTable[] {
  const tables: EconomyTable[] = [
    {
      name: 'rules',
      columns: RULE_COLUMNS.map(([column]) => column),
      rows: outcome.comparisons.flatMap(({ rules }) => rules.map((rule) => RULE_COLUMNS.map(([, cell]) => cell(rule)))),
    },
    {
      name: 'options',
      columns: [
        keyColumn('option'),
        textColumn('chip'),
        figureColumn('process_nm', 'nm'),
        figureColumn('joules_per_tmac', 'J/TMAC'),
        figureColumn('factory_usd_per_tmac_per_sec', 'USD/(TMAC/s)'),
        figureColumn('nre_low_usd', 'USD'),
        figureColumn('nre_usd', 'USD'),
        figureColumn('nre_high_usd', 'USD'),
        figureColumn('open_from_year', 'year'),
        figureColumn('lead_years', 'year'),
      ],
      rows: outcome.options.map((one) => [
        one.id,
        one.label,
        one.processNm,
        one.joulesPerWork,
        one.factoryUsdPerWork,
        one.nreUsd.low,
        one.nreUsd.value,
        one.nreUsd.high,
        one.availableYear,
        one.leadYears,
      ]),
    },
    {
      name: 'break_even',
      columns: [
        keyColumn('generation'),
        keyColumn('process_nm', 'nm'),
        figureColumn('share_low_nre', '1'),
        figureColumn('share', '1'),
        figureColumn('share_high_nre', '1'),
      ],
      rows: outcome.breakEven.map((one) => [one.label, one.processNm, one.share.low, one.share.value, one.share.high]),
    },
  ];
  if (outcome.map !== null) {
    const { cells } = outcome.map;
    tables.push({
      name: 'map',
      columns: [
        keyColumn('nre_case'),
        keyColumn('emission_usd_per_year', 'USD/year'),
        keyColumn('work_share', '1'),
        figureColumn('process_nm', 'nm'),
        figureColumn('makers', '1'),
        figureColumn('usd_per_work_year', 'USD/(TMAC/s)/year'),
      ],
      rows: (['low', 'value', 'high'] as const).flatMap((nreCase) =>
        cells[nreCase].map((cell) => [
          nreCase,
          cell.emissionUsdPerYear,
          cell.workShare,
          cell.generationNm,
          cell.makers,
          cell.usdPerWorkYear,
        ]),
      ),
    });
  }
  return tables;
}
