import type { EconomyOutcome } from './economy-outcome.js';

/** A table in long form: text and numbers, null where a figure does not apply. */
export interface EconomyTable {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Every table of an outcome. */
export function economyTables(outcome: EconomyOutcome): EconomyTable[] {
  if (outcome.kind === 'bitcoin-replay') {
    return [
      {
        name: 'years',
        header: ['share', 'year', 'hash_rate_ehs', 'power_gw', 'joules_per_th'],
        rows: outcome.shares.flatMap(({ share, years }) =>
          years.map((one) => [share, one.year, one.hashRateThPerSec / 1e6, one.powerW / 1e9, one.joulesPerTh]),
        ),
      },
      {
        name: 'generations',
        header: ['process_nm', 'shipped', 'share', 'nre_case', 'threshold_usd_per_year', 'month_money_covers_it'],
        rows: outcome.generations.flatMap((generation) =>
          generation.crossings.flatMap((crossing) =>
            (['low', 'value', 'high'] as const).map((nreCase) => [
              generation.processNm,
              generation.shipped,
              crossing.share,
              nreCase,
              generation.thresholdUsdPerYear[nreCase],
              crossing[nreCase],
            ]),
          ),
        ),
      },
    ];
  }
  const tables: EconomyTable[] = [
    {
      name: 'rules',
      header: RULE_HEADER,
      rows: outcome.comparisons.flatMap(({ label, rules }) =>
        rules.map((rule) => {
          const out = rule.outcome;
          const uses = out?.uses ?? null;
          return [
            label,
            rule.ruleId,
            rule.emissionUsdPerYear,
            rule.workUsdPerYear,
            rule.dilutionPerYear,
            out?.generationLabel ?? null,
            out?.makers ?? null,
            out?.firstChipYear ?? null,
            out?.workPerSec ?? null,
            out?.joulesPerWork ?? null,
            out?.usdPerWorkYear ?? null,
            out?.powerW ?? null,
            uses?.electricity ?? null,
            uses?.otherOpex ?? null,
            uses?.silicon ?? null,
            uses?.research ?? null,
            uses?.makerMargin ?? null,
            uses?.minerProfit ?? null,
            rule.stakersUsdPerYear,
            rule.workAttackUsd,
            rule.stakeAttackUsd,
            rule.reason,
          ];
        }),
      ),
    },
    {
      name: 'break_even',
      header: ['generation', 'process_nm', 'share_low_nre', 'share', 'share_high_nre'],
      rows: outcome.breakEven.map((one) => [one.label, one.processNm, one.share.low, one.share.value, one.share.high]),
    },
  ];
  if (outcome.map !== null) {
    const { cells } = outcome.map;
    tables.push({
      name: 'map',
      header: ['nre_case', 'emission_usd_per_year', 'work_share', 'process_nm', 'makers', 'usd_per_work_year'],
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

const RULE_HEADER = [
  'comparison',
  'rule',
  'emission_usd_per_year',
  'work_usd_per_year',
  'dilution_per_year',
  'generation',
  'makers',
  'first_chip_year',
  'tmac_per_sec',
  'joules_per_tmac',
  'usd_per_tmac_per_sec_year',
  'power_w',
  'uses_electricity_usd',
  'uses_other_opex_usd',
  'uses_silicon_usd',
  'uses_research_usd',
  'uses_maker_margin_usd',
  'uses_miner_profit_usd',
  'stakers_usd_per_year',
  'work_attack_usd',
  'stake_attack_usd',
  'reason',
];
