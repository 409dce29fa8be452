import type { LadderFigure } from '../../pow-model/market/index.js';
import type { LadderEconomy, LadderRule } from '../../study/economy/ladder-outcome.js';
import { DASH, formatPercent, formatSi, formatUsd, threeDigits } from '../tables/format-figure.js';

/** The main figures of one comparison, a column a rule. */
export interface LadderHeadline {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Why a rule has no figures at all. */
  readonly reasons: readonly string[];
}

type Line = readonly [title: string, figure: LadderFigure, format: (value: number) => string];

const PLAIN = (value: number) => formatSi(value, '');

const MAIN: readonly Line[] = [
  ['paid for work a year', 'workUsd', formatUsd],
  ['paid by users a year', 'feesUsd', formatUsd],
  ['to stakers a year', 'stakersUsd', formatUsd],
  ['real cost to holders a year', 'dilution', formatPercent],
  ['work/s', 'workPerSec', PLAIN],
  ['power, MW', 'powerMw', threeDigits],
  ['cost to make a M tokens', 'producerUsdPerMillionTokens', formatUsd],
  ['price of a M tokens', 'marketUsdPerMillionTokens', formatUsd],
];

const SECURITY: readonly Line[] = [
  ['paid for work a year', 'workUsd', formatUsd],
  ['staked', 'stakedFraction', formatPercent],
  ['attack on work', 'workAttackUsd', formatUsd],
  ['the same, net of resale', 'workAttackNetUsd', formatUsd],
  ['the same, rented, an hour', 'workAttackUsdPerHour', formatUsd],
  ['attack on stake', 'stakeAttackUsd', formatUsd],
  ['the same, net', 'stakeAttackNetUsd', formatUsd],
];

/** Medians of the last year under each comparison: what security costs under B, the market under the others. */
export function ladderHeadlines(outcome: LadderEconomy): LadderHeadline[] {
  return outcome.comparisons.map(({ comparison, label, rules }) => ({
    title: `${label}. Medians of the last year; bands are in the report.`,
    header: ['', ...rules.map(({ ruleId }) => ruleId)],
    rows: [
      ['emission a year, price of the start', ...rules.map(emission)],
      ...(comparison === 'B' ? SECURITY : MAIN).flatMap(([title, figure, format]) => {
        const cells = rules.map((rule) => cell(rule, figure, format));
        return cells.every((one) => one === DASH) ? [] : [[title, ...cells]];
      }),
    ],
    reasons: rules.flatMap(({ ruleId, reason }) => (reason === null ? [] : [`${ruleId}: ${reason}`])),
  }));
}

function emission({ emissionUsdPerYear }: LadderRule): string {
  return emissionUsdPerYear === null ? DASH : formatUsd(emissionUsdPerYear);
}

function cell({ figures }: LadderRule, figure: LadderFigure, format: (value: number) => string): string {
  const one = figures?.[figure];
  return one === undefined || one.value === null ? DASH : format(one.value);
}
