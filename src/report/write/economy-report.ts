import type { DesignedEconomy, EconomyOutcome, ReplayEconomy } from '../../study/economy/economy-outcome.js';
import { economyTables } from '../../study/economy/economy-tables.js';
import type { ChartSpec } from '../charts/chart.js';
import { designMapChart } from '../charts/design-map-chart.js';
import { moneyUsesChart } from '../charts/money-uses-chart.js';
import { replayChart } from '../charts/replay-chart.js';
import { sensitivityChart } from '../charts/sensitivity-chart.js';
import { DASH, formatPercent, formatUsd, threeDigits } from './format-figure.js';
import { bulletList, details, figure, type Html, heading, htmlPage, htmlTable } from './html-page.js';
import { ladderSections } from './ladder-sections.js';
import { renderSvg } from './render-chart.js';

/** The report of an economy file as one self-contained page. */
export async function economyReport(outcome: EconomyOutcome): Promise<string> {
  const content = [
    bulletList(outcome.summary),
    ...(await sectionsOf(outcome)),
    heading('What was assumed'),
    bulletList(outcome.assumptions),
  ];
  const mode = outcome.kind === 'bitcoin-replay' ? 'ladder: the machines of history are given' : outcome.mode;
  return htmlPage(outcome.title, `Siliconomics economy ${outcome.name}; mode ${mode}.`, content);
}

async function sectionsOf(outcome: EconomyOutcome): Promise<Html[]> {
  switch (outcome.kind) {
    case 'designed':
      return await designedSections(outcome);
    case 'ladder':
      return await ladderSections(outcome);
    case 'bitcoin-replay':
      return await replaySections(outcome);
    default:
      return outcome satisfies never;
  }
}

async function designedSections(outcome: DesignedEconomy): Promise<Html[]> {
  const sections: Html[] = [];
  for (const { label, rules } of outcome.comparisons) {
    sections.push(
      heading(`Comparison ${label}`),
      htmlTable(
        'Last year of the horizon; a dash is explained under the table.',
        ['', ...rules.map((rule) => rule.label)],
        ROWS.map(([name, cell]) => [name, ...rules.map(cell)]),
      ),
    );
    const reasons = rules.flatMap((rule) => (rule.reason === null ? [] : [`${rule.label}: ${rule.reason}`]));
    if (reasons.length > 0) sections.push(bulletList(reasons));
    const bars = rules.flatMap((rule) =>
      rule.emissionUsdPerYear === null
        ? []
        : [{ rule: rule.label, emissionUsdPerYear: rule.emissionUsdPerYear, uses: rule.outcome?.uses ?? null }],
    );
    sections.push(await drawn(moneyUsesChart(bars, label), `Uses of the emission, ${label}`));
  }
  if (outcome.map !== null) {
    sections.push(heading('Map'), await drawn(designMapChart(outcome.map), 'Map of generations'));
  }
  for (const one of outcome.uncertainty) {
    const title = `Compute of ${one.ruleId} over that of ${one.against}`;
    const rows = one.sobol.map(({ name, first, total }) => ({ input: name, first, total }));
    sections.push(await drawn(sensitivityChart(rows, title), title));
  }
  sections.push(
    htmlTable(
      'Share for work that pays for each generation; above 100 % none does.',
      ['', 'low NRE', 'middling', 'high NRE'],
      outcome.breakEven.map(({ label, share }) => [
        label,
        formatPercent(share.low),
        formatPercent(share.value),
        formatPercent(share.high),
      ]),
    ),
  );
  return sections;
}

type RuleOf = DesignedEconomy['comparisons'][number]['rules'][number];
const ROWS: readonly (readonly [string, (rule: RuleOf) => string])[] = [
  ['emission a year', (rule) => money(rule.emissionUsdPerYear)],
  ['paid for work a year', (rule) => money(rule.workUsdPerYear)],
  [
    'real cost to holders a year',
    (rule) => (rule.dilutionPerYear === null ? DASH : formatPercent(rule.dilutionPerYear)),
  ],
  ['chip', (rule) => rule.outcome?.generationLabel ?? DASH],
  ['makers', (rule) => (rule.outcome === null ? DASH : String(rule.outcome.makers))],
  ['first chip, years', (rule) => orDash(rule.outcome?.firstChipYear ?? null)],
  ['TMAC/s', (rule) => orDash(rule.outcome?.workPerSec ?? null)],
  ['J per TMAC', (rule) => orDash(rule.outcome?.joulesPerWork ?? null)],
  ['$ per TMAC/s and year', (rule) => orDash(rule.outcome?.usdPerWorkYear ?? null)],
  ['power, MW', (rule) => orDash(rule.outcome === null ? null : rule.outcome.powerW / 1e6)],
  ['attack on work', (rule) => money(rule.workAttackUsd)],
  ['attack on stake', (rule) => money(rule.stakeAttackUsd)],
];

function money(value: number | null): string {
  return value === null ? DASH : formatUsd(value);
}

function orDash(value: number | null): string {
  return value === null ? DASH : threeDigits(value);
}

async function replaySections(outcome: ReplayEconomy): Promise<Html[]> {
  const generations = economyTables(outcome).find((table) => table.name === 'generations')!;
  return [
    await drawn(replayChart(outcome), 'Hash rate by share'),
    details('When money covered each generation', [
      htmlTable(
        'Six-month mean of revenue times the share against W*.',
        generations.columns.map((column) => column.name),
        generations.rows.map((row) =>
          row.map((cell) => (cell === null ? DASH : typeof cell === 'number' ? threeDigits(cell) : cell)),
        ),
      ),
    ]),
  ];
}

async function drawn(spec: ChartSpec, alternative: string): Promise<Html> {
  return figure(await renderSvg(spec), spec, alternative);
}
