import type { MarketFigure } from '../../pow-model/market/index.js';
import type { MetricBand } from '../../pow-model/market/metrics/metric-bands.js';
import type { GivenEconomy, GivenRule } from '../../study/run/given/given-outcome.js';
import type { ChartSpec } from '../charts/chart.js';
import { sensitivityChart } from '../charts/evidence/sensitivity-chart.js';
import { attackCostChart } from '../charts/market/attack-cost-chart.js';
import { coinPriceChart } from '../charts/market/coin-price-chart.js';
import { dollarUsesChart } from '../charts/market/dollar-uses-chart.js';
import { fleetChart } from '../charts/market/fleet-chart.js';
import { trajectoryChart } from '../charts/market/trajectory-chart.js';
import { DASH, formatPercent, formatSi, formatUsd, threeDigits } from '../tables/format-figure.js';
import { chainSections } from './chain-sections.js';
import { bulletList, details, figure, type Html, heading, htmlTable, paragraph } from './html-page.js';
import { renderSvg } from './render-chart.js';

type Cell = (rule: GivenRule) => string;

/** The sections of the report of a market with given machines. */
export async function givenSections(outcome: GivenEconomy): Promise<Html[]> {
  const sections: Html[] = [heading('Who is paid, and what that buys')];
  for (const { label, rules } of outcome.comparisons) {
    sections.push(
      heading(`Comparison ${label}`),
      htmlTable(
        'Mean of the last year: median of the runs with the 5th and 95th percentile. A dash is explained under the table.',
        ['', ...rules.map((rule) => rule.label)],
        rowsOf(outcome).map(([name, cell]) => [name, ...rules.map(cell)]),
      ),
      details('Why some figures are missing', [bulletList(reasonsOf(rules))]),
    );
    const uses = dollarUsesChart(rules, label);
    if (uses !== null) sections.push(await drawn(uses, `Uses of a dollar, ${label}`));
    const prices = coinPriceChart(rules, label);
    if (prices !== null) sections.push(await drawn(prices, `Prices per million tokens, ${label}`));
    const attacks = attackCostChart(rules, label);
    if (attacks !== null) sections.push(await drawn(attacks, `Attack costs, ${label}`));
  }
  sections.push(paragraph(outcome.bandContents), ...(await overTime(outcome)));
  for (const split of outcome.variance?.splits ?? []) {
    const title = `What the uncertainty of the ${split.label} of ${outcome.reference} under ${outcome.pathComparison} comes from`;
    const rows = split.groups.map(({ group, first, total }) => ({ input: group, first, total }));
    sections.push(await drawn(sensitivityChart(rows, title), title));
  }
  sections.push(...chainSections(outcome.chains), heading('Machines'), machineTable(outcome));
  return sections;
}

/** Power under every rule, and the machines under the reference; nothing where none ever runs. */
async function overTime(outcome: GivenEconomy): Promise<Html[]> {
  const rows = outcome.paths.flatMap(({ label, powerMw }) =>
    powerMw.years.flatMap((year, i) =>
      powerMw.p5[i]! > 0
        ? [{ rule: label, year, value: powerMw.p50[i]!, low: powerMw.p5[i]!, high: powerMw.p95[i]! }]
        : [],
    ),
  );
  if (rows.length === 0) return [];
  const power = trajectoryChart('Power of the machines', 'MW', rows, outcome.comparisons[0]!.label, true);
  const path = outcome.paths.find(({ ruleId }) => ruleId === outcome.reference);
  const runs = path?.central.some(({ workPerSec }) => workPerSec > 0) ?? false;
  return [
    heading('Over time'),
    await drawn(power, 'Power of the machines over time'),
    ...(runs
      ? [await drawn(fleetChart(outcome.machines, path!, outcome.comparisons[0]!.label), 'Fleet by machine over time')]
      : []),
  ];
}

function rowsOf(outcome: GivenEconomy): readonly (readonly [string, Cell])[] {
  const unit = outcome.workUnit;
  const shown = (figure: MarketFigure, format: (value: number) => string): Cell => {
    return ({ figures }) => (figures === null ? DASH : cellOf(figures[figure], format));
  };
  const usd = (figure: MarketFigure) => shown(figure, formatUsd);
  const share = (figure: MarketFigure) => shown(figure, formatPercent);
  const plain = (figure: MarketFigure) => shown(figure, threeDigits);
  return [
    [
      'emission a year, at the price of the start',
      (rule) => (rule.emissionUsdPerYear === null ? DASH : formatUsd(rule.emissionUsdPerYear)),
    ],
    ['emission a year', usd('emissionUsd')],
    ['paid for work a year', usd('workUsd')],
    ['paid by users a year', usd('feesUsd')],
    ['to stakers a year', usd('stakersUsd')],
    ['real cost to holders a year', share('dilution')],
    ['real return of a holder who does not stake', share('passiveReturn')],
    ['real return of stakers', share('stakerReturn')],
    ['staked', share('stakedFraction')],
    [`${unit}/s`, shown('workPerSec', (value) => formatSi(value, ''))],
    ['tokens/s for users', shown('tokensPerSec', (value) => formatSi(value, ''))],
    ['power, MW', plain('powerMw')],
    [`J per ${unit}`, plain('joulesPerWork')],
    ['a million tokens: cost to make (fleet, listed prices)', usd('producerUsdPerMillionTokens')],
    ['a million tokens: price to users', usd('marketUsdPerMillionTokens')],
    ['machine price over listed', plain('machinePriceOverListed')],
    ['operators: HHI', plain('operatorHhi')],
    ['operators with more than half', plain('operatorNakamoto')],
    ['pools: HHI', plain('poolHhi')],
    ['chip vendors: HHI', plain('vendorHhi')],
    ['stakers: HHI', plain('stakerHhi')],
    ['attack on work, bought', usd('workAttackUsd')],
    ['attack on work, net of resale', usd('workAttackNetUsd')],
    ['attack on work, rented, an hour', usd('workAttackUsdPerHour')],
    ['attack on stake, bought', usd('stakeAttackUsd')],
    ['attack on stake, net: slashed or devalued', usd('stakeAttackNetUsd')],
    [
      `work over ${outcome.reference}, same draws`,
      ({ ratios }) => (ratios === null ? DASH : cellOf(ratios.workPerSec, threeDigits)),
    ],
  ];
}

function cellOf(one: MetricBand, format: (value: number) => string): string {
  if (one.value === null) return DASH;
  const [low, value, high] = [format(one.low), format(one.value), format(one.high)];
  return low === high ? value : `${value} [${low}, ${high}]`;
}

/** Each reason once, with the rules and figures that it stands for. */
function reasonsOf(rules: readonly GivenRule[]): string[] {
  const groups = new Map<string, string[]>();
  for (const rule of rules) {
    if (rule.figures === null) groups.set(rule.reason ?? '', [...(groups.get(rule.reason ?? '') ?? []), rule.label]);
    for (const [name, one] of Object.entries(rule.figures ?? {})) {
      if (one.value !== null) continue;
      const known = groups.get(one.reason) ?? [];
      groups.set(one.reason, [...known, `${rule.ruleId} ${name}`]);
    }
  }
  return [...groups].map(([reason, figures]) => `${reason} (${figures.join(', ')})`);
}

function machineTable(outcome: GivenEconomy): Html {
  return htmlTable(
    `Each machine on ${outcome.work}, as the simulator or the list has it; break-even is the revenue of a unit/s and year at which buying stops.`,
    [
      '',
      'vendor',
      'had by',
      'from year',
      `${outcome.workUnit}/s`,
      'tokens/s',
      'W',
      'price',
      'making it',
      'rent an hour',
      'break-even',
    ],
    outcome.machines.map((one) => [
      one.label,
      one.vendor,
      one.entry,
      threeDigits(one.fromYear),
      formatSi(one.workPerSec.value, ''),
      one.tokensPerSec === null ? DASH : threeDigits(one.tokensPerSec.value),
      threeDigits(one.powerW.value),
      formatUsd(one.priceUsd.value),
      formatUsd(one.unitCostUsd),
      one.rentUsdPerHour === null ? DASH : formatUsd(one.rentUsdPerHour),
      formatUsd(one.breakEvenUsdPerYear),
    ]),
  );
}

async function drawn(spec: ChartSpec, alternative: string): Promise<Html> {
  return figure(await renderSvg(spec), spec, alternative);
}
