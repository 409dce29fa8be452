import type { DesignedEconomy } from '../run/designed/designed-outcome.js';
import { column, figureColumn, keyColumn, type OutcomeColumn, type OutcomeTable, textColumn } from './outcome-table.js';

type RuleRow = DesignedEconomy['comparisons'][number]['rules'][number];

/** Columns of the rules with what fills them. */
const RULE_COLUMNS: readonly (readonly [OutcomeColumn, (rule: RuleRow) => string | number | null])[] = [
  [keyColumn('comparison'), (rule) => rule.comparison],
  [keyColumn('rule'), (rule) => rule.ruleId],
  [figureColumn('emission_usd_per_year', 'USD/year'), (rule) => rule.emissionUsdPerYear],
  [figureColumn('work_usd_per_year', 'USD/year'), (rule) => rule.workUsdPerYear],
  [figureColumn('dilution_per_year', '1/year'), (rule) => rule.dilutionPerYear],
  [column('chip', 'chip'), (rule) => rule.outcome?.generationLabel ?? null],
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

/** Tables of a market of designers. */
export function designedTables(outcome: DesignedEconomy): OutcomeTable[] {
  const tables: OutcomeTable[] = [
    {
      id: 'rules',
      title: 'What each rule brings forth, under each comparison',
      notes: [],
      columns: RULE_COLUMNS.map(([column]) => column),
      rows: outcome.comparisons.flatMap(({ rules }) => rules.map((rule) => RULE_COLUMNS.map(([, cell]) => cell(rule)))),
    },
    {
      id: 'options',
      title: 'Chips that makers could bring',
      notes: [],
      columns: [
        keyColumn('option'),
        column('chip', 'chip'),
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
      id: 'break_even',
      title: 'Share of the emission for work at which a chip pays',
      notes: [],
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
      id: 'map',
      title: 'Chip by emission and share for work',
      notes: [],
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
