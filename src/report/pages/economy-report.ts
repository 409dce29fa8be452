import type { EconomyOutcome, ReplayEconomy } from '../../study/economy/economy-outcome.js';
import { economyTables } from '../../study/economy/economy-tables.js';
import type { ChartSpec } from '../charts/chart.js';
import { replayChart, replayCrossingsChart, replayEfficiencyChart } from '../charts/replay-chart.js';
import { DASH, formatUsd } from '../tables/format-figure.js';
import { designedSections } from './designed-report.js';
import {
  bulletList,
  details,
  type Figure,
  figure,
  figuresOf,
  type Html,
  heading,
  htmlPage,
  htmlTable,
} from './html-page.js';
import { ladderSections } from './ladder-sections.js';
import { renderSvg } from './render-chart.js';

/** The report of an economy file as one self-contained page. */
export async function economyReport(outcome: EconomyOutcome): Promise<string> {
  return (await economyPage(outcome)).page;
}

/** The same with the charts that stand in it, drawn once. */
export async function economyPage(
  outcome: EconomyOutcome,
): Promise<{ readonly page: string; readonly figures: readonly Figure[] }> {
  const { content, script } = await sectionsOf(outcome);
  const mode = outcome.kind === 'bitcoin-replay' ? 'ladder: the machines of history are given' : outcome.mode;
  const page = htmlPage(
    outcome.title,
    `Siliconomics economy ${outcome.name}; mode ${mode}.`,
    [bulletList(outcome.summary), ...content, heading('What was assumed'), bulletList(outcome.assumptions)],
    script,
  );
  return { page, figures: figuresOf(content) };
}

async function sectionsOf(outcome: EconomyOutcome): Promise<{ content: Html[]; script: string | null }> {
  switch (outcome.kind) {
    case 'designed':
      return await designedSections(outcome);
    case 'ladder':
      return { content: await ladderSections(outcome), script: null };
    case 'bitcoin-replay':
      return { content: await replaySections(outcome), script: null };
    default:
      return outcome satisfies never;
  }
}

async function replaySections(outcome: ReplayEconomy): Promise<Html[]> {
  const generations = economyTables(outcome).find((table) => table.name === 'generations')!;
  const drawn = async (spec: ChartSpec, description: string) => figure(await renderSvg(spec), spec, description);
  return [
    await drawn(replayChart(outcome), 'Hash rate by share'),
    await drawn(replayEfficiencyChart(outcome), 'Joules per TH of the fleet, had chips waited for their pay'),
    await drawn(replayCrossingsChart(outcome), 'When money would have covered each generation'),
    details('When money covered each generation', [
      htmlTable(
        'Six-month mean of revenue times the share against W*.',
        generations.columns.map((column) => column.name),
        generations.rows.map((row) => row.map(replayCell)),
      ),
    ]),
  ];
}

function replayCell(cell: string | number | null): string {
  if (cell === null) return DASH;
  return typeof cell === 'number' && cell > 1e6 ? formatUsd(cell) : String(cell);
}
