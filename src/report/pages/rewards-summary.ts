import type { MetricBand } from '../../pow-model/market/metrics/metric-bands.js';
import type { RuleOutcome } from '../../pow-model/market/runs/rule-outcomes.js';
import type { PaidWorkloadOutcome, RewardsOutcome } from '../../study/run/rewards/rewards-outcome.js';
import { formatPercent, formatSi, formatUsd, threeDigits } from '../tables/format-figure.js';

/** Sentences that say what the figures of the headline market say; every number in them is read from the outcome. */
export function rewardsSummary(outcome: RewardsOutcome): string[] {
  const [paid] = outcome.paid;
  if (paid === undefined) return [];
  const paying = paid.rules.filter(
    ({ metrics }) => (metrics.workShare.value ?? 0) > 0 && metrics.workPerSec.value !== null,
  );
  const ordered = [...paying].sort((a, b) => simulatedShare(b) - simulatedShare(a));
  const [most] = ordered;
  const least = ordered.at(-1);
  const sentences: string[] = [];
  if (most !== undefined && least !== undefined && most !== least) {
    sentences.push(
      `Under ${most.ruleId} ${formatPercent(simulatedShare(most))} of the emission buys this work and the fleet reaches ${rate(most)}; under ${least.ruleId} ${formatPercent(simulatedShare(least))} buys ${rate(least)}, ${threeDigits(value(most.metrics.workPerSec) / value(least.metrics.workPerSec))} times less.`,
      `Energy per token is ${figureOf(most.metrics.joulesPerToken, threeDigits)} J under ${most.ruleId} and ${figureOf(least.metrics.joulesPerToken, threeDigits)} J under ${least.ruleId}: with machines given, the rule decides how many run, not how good they are.`,
      `Attacking the work costs ${figureOf(most.metrics.workAttackUsd, formatUsd)} under ${most.ruleId} and ${figureOf(least.metrics.workAttackUsd, formatUsd)} under ${least.ruleId}; attacking the stake costs ${figureOf(stakeOf(paid), formatUsd)} where stake is paid. The two secure different things.`,
    );
  }
  const winner = most?.classes[0]?.machineShares.toSorted((a, b) => b.share - a.share)[0];
  if (winner !== undefined) {
    sentences.push(
      `The machine that wins under ${most!.ruleId} is ${winner.label}, with ${formatPercent(winner.share)} of the work in the last year.`,
    );
  }
  const silent = paid.rules.filter(({ metrics }) => (metrics.workShare.value ?? 0) === 0);
  for (const rule of silent)
    sentences.push(`Under ${rule.ruleId} nothing is paid for work, so no machine runs for the reward.`);
  return sentences;
}

function simulatedShare(rule: RuleOutcome): number {
  return rule.classes.filter(({ reason }) => reason === null).reduce((sum, workClass) => sum + workClass.share, 0);
}

function stakeOf(paid: PaidWorkloadOutcome): MetricBand {
  const staked = paid.rules.find(({ metrics }) => metrics.stakeAttackUsd.value !== null);
  return staked?.metrics.stakeAttackUsd ?? { value: null, reason: 'no rule pays stake' };
}

function rate(rule: RuleOutcome): string {
  const unit = rule.classes.find(({ workUnit }) => workUnit !== null)?.workUnit ?? '';
  return figureOf(rule.metrics.workPerSec, (rateValue) => formatSi(rateValue, `${unit}/s`));
}

function value(band: MetricBand): number {
  return band.value ?? Number.NaN;
}

function figureOf(band: MetricBand, format: (value: number) => string): string {
  return band.value === null ? 'nothing' : format(band.value);
}
