import type { DesignedEconomy } from '../../study/run/designed/designed-outcome.js';
import type { ChartSpec } from '../charts/chart.js';
import { sensitivityChart } from '../charts/evidence/sensitivity-chart.js';
import { tornadoChart } from '../charts/evidence/tornado-chart.js';
import { breakEvenChart } from '../charts/market/break-even-chart.js';
import { chipSharesChart } from '../charts/market/chip-shares-chart.js';
import { designMapChart, type MapWindow } from '../charts/market/design-map-chart.js';
import { moneyUsesChart } from '../charts/market/money-uses-chart.js';
import { trajectoryChart } from '../charts/market/trajectory-chart.js';
import { DASH, formatPercent, formatSi, formatUsd, threeDigits } from '../tables/format-figure.js';
import { bulletList, details, figure, type Html, heading, htmlTable, paragraph } from './html-page.js';
import { mapExplorer } from './map-explorer.js';
import { renderSvg } from './render-chart.js';

const LOWEST_SHARE = 0.01;
const WINDOW_FACTOR = 100;

/** The plane around the scenario: two decades of emission value to either side. */
export function mapWindow({ scenario }: DesignedEconomy): MapWindow {
  const { emissionUsdPerYear: usd } = scenario;
  return { emissions: [usd / WINDOW_FACTOR, usd * WINDOW_FACTOR], lowestShare: LOWEST_SHARE };
}

/** Every chart of the report by name. */
function designedCharts(outcome: DesignedEconomy): readonly (readonly [name: string, chart: ChartSpec])[] {
  const { scenario } = outcome;
  const charts: [string, ChartSpec][] = outcome.comparisons.map(({ comparison, label, rules }) => {
    const bars = rules.flatMap((rule) =>
      rule.emissionUsdPerYear === null
        ? []
        : [{ rule: rule.label, emissionUsdPerYear: rule.emissionUsdPerYear, uses: rule.outcome?.uses ?? null }],
    );
    return [`uses-${comparison.toLowerCase()}`, moneyUsesChart(bars, label)];
  });
  const counted = scenario.overlap * scenario.outsideUsdPerYear;
  charts.push(['map', designMapChart(outcome.staircases, outcome.networks, counted, mapWindow(outcome))]);
  const emissionText = `comparison A; emission ${formatUsd(scenario.emissionUsdPerYear)} a year`;
  charts.push(['break-even', breakEvenChart(outcome.breakEven, scenario.rules, emissionText)]);
  const held = 'A: equal emission and equal coin price';
  const labelled = outcome.paths.map((path) => ({ ...path, label: ruleLabel(outcome, path.ruleId) }));
  charts.push(['chips', chipSharesChart(labelled, held)]);
  for (const [name, title, unit, of] of PATHS) {
    const rows = labelled.flatMap((path) => path.years.map((year, i) => ({ rule: path.label, year, ...path[of][i]! })));
    charts.push([name, trajectoryChart(title, unit, rows, held, true)]);
  }
  for (const one of outcome.uncertainty) {
    const title = `Compute of ${one.ruleId} over that of ${one.against}`;
    const rows = one.sobol.map(({ name, first, total }) => ({ input: name, first, total }));
    charts.push([`tornado-${one.ruleId}`, tornadoChart(one.tornado, title)]);
    charts.push([`variance-${one.ruleId}`, sensitivityChart(rows, title)]);
  }
  return charts;
}

const PATHS = [
  ['compute', 'Compute', 'TMAC/s', 'workPerSec'],
  ['joules', 'Energy of the chip on sale', 'J per TMAC', 'joulesPerWork'],
  ['price', 'What users pay for compute', 'USD per TMAC/s and year', 'usdPerWorkYear'],
] as const;

function ruleLabel(outcome: DesignedEconomy, ruleId: string): string {
  return outcome.scenario.rules.find((rule) => rule.id === ruleId)?.label ?? ruleId;
}

/** Sections of the page and the script of its map. */
export async function designedSections(outcome: DesignedEconomy): Promise<{ content: Html[]; script: string }> {
  const charts = new Map(designedCharts(outcome));
  const drawn = async (name: string, description: string): Promise<Html> =>
    figure(await renderSvg(charts.get(name)!), charts.get(name)!, description);
  const explorer = mapExplorer(outcome.staircases, outcome.networks, mapWindow(outcome), outcome.scenario);
  const content: Html[] = [];
  for (const { comparison, label, rules } of outcome.comparisons) {
    content.push(
      heading(`Comparison ${label}`),
      htmlTable(
        'Last year of the horizon; a dash is explained under the table.',
        ['', ...rules.map((rule) => rule.label)],
        ROWS.map(([name, cell]) => [name, ...rules.map(cell)]),
      ),
    );
    content.push(bulletList(rules.map((rule) => `${rule.label}: ${rule.reason ?? rule.outcome?.gainKeptBy ?? ''}`)));
    content.push(await drawn(`uses-${comparison.toLowerCase()}`, `Uses of the emission, ${label}`));
  }
  content.push(
    heading('Map'),
    await drawn('map', 'Chip reached and makers over emission value and share for work'),
    bulletList(outcome.networks.map((one) => `${one.label}: ${networkText(one.emissionUsdPerYear)}; ${one.source}.`)),
    explorer.content,
    heading('What each chip needs'),
    await drawn('break-even', 'Share for work that pays for each chip'),
    details('The chips and their thresholds in figures', [optionsTable(outcome), breakEvenTable(outcome)]),
    delayTable(outcome),
    heading('Over the years'),
    paragraph(
      'Medians and 90 % bands over draws of design cost, chip gain, GPU price, product life, learning and electricity.',
    ),
    await drawn('chips', 'Share of draws by chip on sale'),
  );
  for (const [name, title] of PATHS) content.push(await drawn(name, title));
  content.push(heading('What decides'));
  for (const one of outcome.uncertainty) {
    content.push(
      await drawn(`tornado-${one.ruleId}`, `One input at a time, ${one.ruleId}`),
      await drawn(`variance-${one.ruleId}`, `Variance split, ${one.ruleId}`),
      htmlTable(
        `Value of one input at which ${one.ruleId} and ${one.against} ${one.verdict.sameChip ? 'no longer' : 'would'} bring forth the same chip, the others as in the scenario.`,
        ['', 'searched', 'turns at'],
        one.verdict.flips.map((flip) => [
          flip.input,
          `${compact(flip.from)} to ${compact(flip.to)}`,
          flip.turnsAt === null ? 'not in that range' : compact(flip.turnsAt),
        ]),
      ),
    );
  }
  return { content, script: explorer.script };
}

function compact(value: number): string {
  return Math.abs(value) >= 1e6 ? formatUsd(value) : threeDigits(value);
}

function networkText({ low, value, high }: DesignedEconomy['networks'][number]['emissionUsdPerYear']): string {
  const range = `${formatUsd(low)} to ${formatUsd(high)}`;
  return value === null ? `${range} a year` : `${formatUsd(value)} a year (${range})`;
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
  ['HHI of makers', (rule) => orDash(rule.outcome?.makerHhi ?? null)],
  ['first chip, years', (rule) => orDash(rule.outcome?.firstChipYear ?? null)],
  ['compute', (rule) => (rule.outcome === null ? DASH : formatSi(rule.outcome.workPerSec * 1e12, 'MAC/s'))],
  ['J per TMAC', (rule) => orDash(rule.outcome?.joulesPerWork ?? null)],
  ['$ per TMAC/s and year', (rule) => orDash(rule.outcome?.usdPerWorkYear ?? null)],
  ['the same at factory cost', (rule) => orDash(rule.outcome?.costUsdPerWorkYear ?? null)],
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

function optionsTable(outcome: DesignedEconomy): Html {
  return htmlTable(
    "Chips that makers could bring; joules and dollars at the arrays' peak, from the chips' descriptions.",
    ['', 'process', 'J per TMAC', 'factory $ per TMAC/s', 'NRE', 'foundry from', 'lead, years'],
    outcome.options.map((one) => [
      one.label,
      `${one.processNm} nm`,
      threeDigits(one.joulesPerWork),
      threeDigits(one.factoryUsdPerWork),
      `${formatUsd(one.nreUsd.value)} [${formatUsd(one.nreUsd.low)}, ${formatUsd(one.nreUsd.high)}]`,
      one.availableYear.toFixed(1),
      one.leadYears.toFixed(1),
    ]),
  );
}

function breakEvenTable(outcome: DesignedEconomy): Html {
  return htmlTable(
    'Share for work that pays for each chip against the hardware of general purpose; above 100 % none does.',
    ['', 'low NRE', 'middling', 'high NRE'],
    outcome.breakEven.map(({ label, share }) => [
      label,
      formatPercent(share.low),
      formatPercent(share.value),
      formatPercent(share.high),
    ]),
  );
}

function delayTable(outcome: DesignedEconomy): Html {
  const year = (value: number | null) => (value === null ? 'never' : value.toFixed(1));
  const labels = [...new Set(outcome.delays.map((one) => one.label))];
  const rules = [...new Set(outcome.delays.map((one) => one.ruleId))];
  return htmlTable(
    'Years from the start until each chip could ship: for the money, at middling [low, high] NRE, for the foundry, and the lead. Each chip alone against the hardware of general purpose.',
    ['', ...rules],
    labels.map((label) => [
      label,
      ...rules.map((rule) => {
        const { years } = outcome.delays.find((one) => one.label === label && one.ruleId === rule)!;
        return `${year(years.value)} [${year(years.lowNre)}, ${year(years.highNre)}]`;
      }),
    ]),
  );
}
