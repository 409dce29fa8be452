import type { Outcome, OutcomeCell, ReplayEconomy } from '../../study/index.js';
import type { ChartSpec } from '../charts/chart.js';
import { replayChart, replayCrossingsChart, replayEfficiencyChart } from '../charts/evidence/replay-chart.js';
import { DASH, formatUsd } from '../tables/format-figure.js';
import { details, figure, type Html, htmlTable } from './html-page.js';
import { renderSvg } from './render-chart.js';

/** A history run again: the fleet by share paid for work, and when money covered each generation of chips. */
export async function replaySections(result: ReplayEconomy, { tables }: Outcome): Promise<Html[]> {
  const generations = tables.find(({ id }) => id === 'generations')!;
  const drawn = async (spec: ChartSpec, description: string) => figure(await renderSvg(spec), spec, description);
  return [
    await drawn(replayChart(result), 'Hash rate by share'),
    await drawn(replayEfficiencyChart(result), 'Joules per TH of the fleet, had chips waited for their pay'),
    await drawn(replayCrossingsChart(result), 'When money would have covered each generation'),
    details(generations.title, [
      htmlTable(
        'Six-month mean of revenue times the share against W*.',
        generations.columns.map((column) => column.name),
        generations.rows.map((row) => row.map(cellText)),
      ),
    ]),
  ];
}

function cellText(cell: OutcomeCell): string {
  if (cell === null) return DASH;
  return typeof cell === 'number' && cell > 1e6 ? formatUsd(cell) : String(cell);
}
