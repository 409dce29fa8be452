import type { Band } from '../../foundation/quantity/estimate.js';
import type { Reasoned } from '../../foundation/quantity/reasoned.js';
import type { Fleet } from './fleet.js';

/** Weekly path of one class of work. Every array has one entry a week. */
export interface MarketTrajectory {
  readonly weeks: number;
  readonly workloadClass: string;
  readonly machineIds: readonly string[];
  readonly revenueUsdPerWeek: Float64Array;
  /** ln of what a unit/s earns a year; NaN while there is no machine. */
  readonly lnHashprice: Float64Array;
  /** Active work units per second. */
  readonly workPerSec: Float64Array;
  /** Active machines, one array per machine. */
  readonly activeMachines: readonly Float64Array[];
  /** Owned machines, running or idle; of rented hardware the running ones. */
  readonly installedMachines: readonly Float64Array[];
  /** Work rate of the machines delivered in the week, one array per machine. */
  readonly boughtWorkPerSec: readonly Float64Array[];
  /** Index of the machine that buyers take; -1 while none is on sale. */
  readonly bestMachine: Int32Array;
  /** What its maker asks for a unit/s, USD; NaN for rented machines. */
  readonly machinePriceUsdPerWork: Float64Array;
  /** Wall power with overhead. */
  readonly powerW: Float64Array;
  readonly electricityUsdPerWeek: Float64Array;
  readonly otherOpexUsdPerWeek: Float64Array;
  /** Paid for new machines, and rent beyond energy of rented ones. */
  readonly machineUsdPerWeek: Float64Array;
  /** Capital use of the running and idle fleet: purchase prices spread over the machines' life with the required return. */
  readonly capitalUsdPerWeek: Float64Array;
  /** Prices paid for machines, spread evenly over their life: what making them cost, R&D, and the makers' margin beyond. */
  readonly siliconUsdPerWeek: Float64Array;
  readonly researchUsdPerWeek: Float64Array;
  readonly makerMarginUsdPerWeek: Float64Array;
  /** The vintages of the last week. */
  readonly closingFleet: Fleet;
}

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
