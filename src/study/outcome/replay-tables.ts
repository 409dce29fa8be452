import type { ReplayEconomy } from '../run/replay/replay-outcome.js';
import { figureColumn, keyColumn, type OutcomeTable, textColumn } from './outcome-table.js';

/** Tables of a history run again: by year, by year with late chips, and when money covered each generation. */
export function replayTables(outcome: ReplayEconomy): OutcomeTable[] {
  return [
    {
      id: 'years',
      title: "Bitcoin's history with the machines of history, by share paid for work",
      notes: [],
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
      id: 'years_delayed',
      title: 'The same with each generation as late as its pay covers its design',
      notes: [],
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
      id: 'generations',
      title: 'When money covered each generation of chips',
      notes: [],
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
