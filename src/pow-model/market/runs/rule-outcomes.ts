import type { BandSeries, RuleMetrics } from '../metrics/metric-bands.js';

/** What one class of work did under a rule. */
export interface ClassOutcome {
  readonly workloadClass: string;
  readonly label: string;
  readonly share: number;
  readonly workUnit: string | null;
  /** Why there are no figures; null when there are. */
  readonly reason: string | null;
  readonly metrics: RuleMetrics;
  readonly series: {
    readonly workPerSec: BandSeries;
    readonly powerMw: BandSeries;
    readonly revenueUsdPerYear: BandSeries;
  } | null;
  /** Share of the work rate done by each machine in the last year, mean over the runs. */
  readonly machineShares: readonly { readonly id: string; readonly label: string; readonly share: number }[];
}

/** Where a year's emission value goes, mean over the runs and the last year, USD a year; sums to the emission. */
export interface RewardFlow {
  readonly work: readonly { readonly label: string; readonly usdPerYear: number }[];
  readonly stake: number;
  readonly owner: number;
  readonly burn: number;
}

export interface RuleOutcome {
  readonly ruleId: string;
  readonly label: string;
  /** Which things are held equal between the rules of the table. */
  readonly comparison: string;
  /** Totals over all classes; work of different units is not added but null with a reason. */
  readonly metrics: RuleMetrics;
  readonly classes: readonly ClassOutcome[];
  readonly flow: RewardFlow;
  readonly runs: number;
  /** What the totals leave out, one sentence each. */
  readonly notes: readonly string[];
  /** What the bands contain, in plain words. */
  readonly bandContents: string;
}
