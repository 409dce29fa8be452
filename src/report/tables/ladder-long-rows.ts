import type { LadderFigure } from '../../pow-model/market/index.js';
import type { LadderEconomy } from '../../study/economy/ladder-outcome.js';
import { LADDER_FIGURE_UNITS, ladderTables } from '../../study/economy/ladder-tables.js';
import type { LongRow } from './long-table.js';
import { tableLongRows } from './table-long-rows.js';

/** Every figure of a ladder outcome in long form: those of rules with their bands, and the other tables as they are. */
export function ladderLongRows(outcome: LadderEconomy): LongRow[] {
  const figures = outcome.comparisons.flatMap(({ comparison, rules }) =>
    rules.flatMap(({ ruleId, figures }) =>
      Object.entries(figures ?? {}).flatMap(([metric, one]): LongRow[] => {
        if (one.value === null) return [];
        const unit = LADDER_FIGURE_UNITS[metric as LadderFigure];
        const runId = `${outcome.name}/${comparison}/${ruleId}`;
        const { value, low, high } = one;
        return [{ runId, chip: null, workload: outcome.work, metric, unit, value, low, high }];
      }),
    ),
  );
  const others = ladderTables(outcome).filter(({ name }) => name !== 'figures');
  return [...figures, ...tableLongRows(outcome.name, outcome.work, others)];
}
