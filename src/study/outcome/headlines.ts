import type { GivenEconomy } from '../run/given/given-outcome.js';
import type { RewardsOutcome } from '../run/rewards/rewards-outcome.js';
import { chainSentence } from './chain-tables.js';
import type { Headline, HeadlineLine } from './outcome.js';

const REWARDS: readonly HeadlineLine[] = [
  { metric: 'workShare', title: 'paid to work', style: 'percent' },
  { metric: 'machineAndEnergyShare', title: 'spent on machines and energy', style: 'percent' },
  { metric: 'workPerSec', title: 'fleet work rate', style: 'prefixed-unit' },
  { metric: 'tokensPerSec', title: 'tokens/s', style: 'prefixed' },
  { metric: 'joulesPerToken', title: 'J per token', style: 'digits' },
  { metric: 'producerUsdPerMillionTokens', title: 'producer cost per M tokens', style: 'usd' },
  { metric: 'powerMw', title: 'power, MW', style: 'digits' },
  { metric: 'minerMargin', title: 'miner margin', style: 'percent' },
  { metric: 'workAttackUsd', title: '51 % attack on work', style: 'usd' },
  { metric: 'stakeAttackUsd', title: 'attack on stake', style: 'usd' },
];

const EMISSION: HeadlineLine = {
  metric: 'startEmissionUsd',
  title: 'emission a year, price of the start',
  style: 'usd',
};

const MARKET: readonly HeadlineLine[] = [
  EMISSION,
  { metric: 'workUsd', title: 'paid for work a year', style: 'usd' },
  { metric: 'feesUsd', title: 'paid by users a year', style: 'usd' },
  { metric: 'stakersUsd', title: 'to stakers a year', style: 'usd' },
  { metric: 'dilution', title: 'real cost to holders a year', style: 'percent' },
  { metric: 'workPerSec', title: 'work/s', style: 'prefixed' },
  { metric: 'powerMw', title: 'power, MW', style: 'digits' },
  { metric: 'producerUsdPerMillionTokens', title: 'cost to make a M tokens', style: 'usd' },
  { metric: 'marketUsdPerMillionTokens', title: 'price of a M tokens', style: 'usd' },
];

const SECURITY: readonly HeadlineLine[] = [
  EMISSION,
  { metric: 'workUsd', title: 'paid for work a year', style: 'usd' },
  { metric: 'stakedFraction', title: 'staked', style: 'percent' },
  { metric: 'workAttackUsd', title: 'attack on work', style: 'usd' },
  { metric: 'workAttackNetUsd', title: 'the same, net of resale', style: 'usd' },
  { metric: 'workAttackUsdPerHour', title: 'the same, rented, an hour', style: 'usd' },
  { metric: 'stakeAttackUsd', title: 'attack on stake', style: 'usd' },
  { metric: 'stakeAttackNetUsd', title: 'the same, net', style: 'usd' },
];

/** Metrics against rules, one headline a paid workload. */
export function rewardsHeadlines({ paid, chains }: RewardsOutcome): Headline[] {
  return paid.map(({ workload, label, comparison, rules }) => ({
    title: `the network pays for ${label}`,
    caption: `${comparison}. Medians of the last year; bands are in the report.`,
    table: 'rules',
    where: { paid: workload },
    across: 'rule',
    columns: rules.map(({ ruleId }) => ruleId),
    lines: REWARDS,
    keepsEmptyLines: true,
    notes: chains.map(chainSentence),
  }));
}

/** Metrics against rules, one headline a comparison: what security costs under B, the market under the others. */
export function givenHeadlines({ comparisons }: GivenEconomy): Headline[] {
  return comparisons.map(({ comparison, label, rules }) => ({
    title: label,
    caption: 'Medians of the last year; bands are in the report.',
    table: 'figures',
    where: { comparison },
    across: 'rule',
    columns: rules.map(({ ruleId }) => ruleId),
    lines: comparison === 'B' ? SECURITY : MARKET,
    keepsEmptyLines: false,
    notes: rules.flatMap(({ ruleId, reason }) => (reason === null ? [] : [`${ruleId}: ${reason}`])),
  }));
}
