import type { Band } from '../../../foundation/quantity/estimate.js';
import type { Reasoned } from '../../../foundation/quantity/reasoned.js';

/** A figure that a rule may not have: then null, with the reason. */
export type MetricBand = Reasoned<Band & { readonly mean: number }>;

/** The metrics of a rule; the last year's mean unless said otherwise. `value` is the median, `low` and `high` are p5 and p95. */
export interface RuleMetrics {
  /** Share of emission paid to work, 0 to 1. */
  readonly workShare: MetricBand;
  /** Spent on machines and energy over the horizon, as a share of all emission value. */
  readonly machineAndEnergyShare: MetricBand;
  /** Units per second of each class of work; the unit is that of the class's machines. */
  readonly workPerSec: MetricBand;
  readonly tokensPerSec: MetricBand;
  readonly joulesPerToken: MetricBand;
  /** Energy and capital of the fleet per million tokens, before any reward. */
  readonly producerUsdPerMillionTokens: MetricBand;
  readonly powerMw: MetricBand;
  /** (Revenue - energy - capital) / revenue. */
  readonly minerMargin: MetricBand;
  /** Replacement value of the attack share of the work rate, USD. */
  readonly workAttackUsd: MetricBand;
  /** Value of the attack share of the stake, USD. Never added to the other. */
  readonly stakeAttackUsd: MetricBand;
}

export type RuleMetricName = keyof RuleMetrics;

/** Band of a path over the runs, sampled once a quarter. */
export interface BandSeries {
  readonly years: readonly number[];
  readonly p5: readonly number[];
  readonly p50: readonly number[];
  readonly p95: readonly number[];
  readonly mean: readonly number[];
}
