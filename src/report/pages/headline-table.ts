import type { MetricBand, RuleMetricName } from '../../pow-model/market/metrics/metric-bands.js';
import type { RuleOutcome } from '../../pow-model/market/runs/rule-outcomes.js';
import type { PaidWorkloadOutcome } from '../../study/outcome/study-outcome.js';
import { DASH, formatPercent, formatSi, formatUsd, threeDigits } from '../tables/format-figure.js';

interface MetricRow {
  readonly metric: RuleMetricName;
  readonly title: string;
  readonly format: (value: number, unit: string) => string;
}

/** Metrics of the headline table in reading order. */
const METRICS: readonly MetricRow[] = [
  { metric: 'workShare', title: 'paid to work', format: formatPercent },
  { metric: 'machineAndEnergyShare', title: 'spent on machines and energy', format: formatPercent },
  { metric: 'workPerSec', title: 'fleet work rate', format: (value, unit) => formatSi(value, `${unit}/s`) },
  { metric: 'tokensPerSec', title: 'tokens/s', format: (value) => formatSi(value, '') },
  { metric: 'joulesPerToken', title: 'J per token', format: threeDigits },
  { metric: 'producerUsdPerMillionTokens', title: 'producer cost per M tokens', format: formatUsd },
  { metric: 'powerMw', title: 'power, MW', format: threeDigits },
  { metric: 'minerMargin', title: 'miner margin', format: formatPercent },
  { metric: 'workAttackUsd', title: '51 % attack on work', format: formatUsd },
  { metric: 'stakeAttackUsd', title: 'attack on stake', format: formatUsd },
];

export interface HeadlineTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Why cells are dashes, one sentence each without repeats. */
  readonly reasons: readonly string[];
}

/** Metrics against rules: medians with 5th and 95th percentile, dashes where a metric does not apply. */
export function headlineTable(paid: PaidWorkloadOutcome, withBands: boolean): HeadlineTable {
  const reasons = new Set<string>();
  const rows = METRICS.map(({ metric, title, format }) => [
    title,
    ...paid.rules.map((rule) => cell(rule, rule.metrics[metric], metric, format, withBands, reasons)),
  ]);
  return { header: ['', ...paid.rules.map(({ ruleId }) => ruleId)], rows, reasons: [...reasons] };
}

function cell(
  rule: RuleOutcome,
  band: MetricBand,
  metric: RuleMetricName,
  format: MetricRow['format'],
  withBands: boolean,
  reasons: Set<string>,
): string {
  if (band.value === null) {
    reasons.add(`${rule.ruleId}, ${metric}: ${band.reason}`);
    return DASH;
  }
  const unit = rule.classes.find(({ workUnit }) => workUnit !== null)?.workUnit ?? '';
  const show = (value: number) => format(value, unit);
  if (!withBands || band.low === band.high) return show(band.value);
  return `${show(band.value)} [${show(band.low)}, ${show(band.high)}]`;
}
