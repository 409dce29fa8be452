import type { SitePrices } from './market-input.js';

/** Machines of the start: work per second and joules per unit of work. */
export interface StartVintage {
  readonly workPerSec: number;
  readonly joulesPerWork: number;
}

/** How miners answer a given ladder of machines. */
export interface LadderParameters {
  /** lambda: log-proportional entry speed, per month. */
  readonly adjustmentPerMonth: number;
  /** x0: revenue per kWh of a frontier machine over the electricity price, at which entry stops. */
  readonly freeEntryMargin: number;
  /** c: the reference electricity price of the free-entry target, USD/kWh. */
  readonly usdPerKwh: number;
  /** U: overhead on the machine's own power. */
  readonly powerUsageEffectiveness: number;
  readonly sites: SitePrices;
  /** A: machines older than this are gone. */
  readonly maximumAgeMonths: number;
  /** Share of the fleet that fails for good, per year. */
  readonly failurePerYear: number;
}

/** Variants that a study of what matters switches off. */
export interface LadderMechanisms {
  /** False: the fleet jumps to the free-entry target each month. */
  readonly gradualEntry: boolean;
  /** False: machines run at a loss until they are too old. */
  readonly shutdown: boolean;
  /** Months by which orders trail the decision, on top of what the fitted speed contains. */
  readonly deliveryMonths: number;
}

export const ALL_MECHANISMS: LadderMechanisms = { gradualEntry: true, shutdown: true, deliveryMonths: 0 };

/** A market whose machines are given from outside. Arrays have one entry a month. */
export interface LadderInput {
  readonly revenueUsdPerDay: Float64Array;
  /** What entrants expect revenue to be when they compare; the revenue itself for naive expectations. */
  readonly expectedRevenueUsdPerDay: Float64Array;
  /** e*: lowest joules per unit of work of a machine on delivery. */
  readonly frontierJoulesPerWork: Float64Array;
  /** e_new: mean joules per unit of work of the machines delivered in the month. */
  readonly newJoulesPerWork: Float64Array;
  readonly start: readonly StartVintage[];
  readonly parameters: LadderParameters;
  readonly mechanisms: LadderMechanisms;
  /** Scales the installed fleet so that this much of it runs in the month; null leaves the run free. */
  readonly rescale: { readonly month: number; readonly workPerSec: number } | null;
}

/** Monthly path of a given-ladder market. */
export interface LadderPath {
  /** H: work units per second that run. */
  readonly workPerSec: Float64Array;
  /** W: power with overhead, watts. */
  readonly powerW: Float64Array;
  /** E: power without overhead per unit of work, joules. */
  readonly joulesPerWork: Float64Array;
  /** Revenue per kWh of a frontier machine over the reference electricity price. */
  readonly margin: Float64Array;
  readonly electricityShare: Float64Array;
  /** Machines delivered in the month, units of work per second. */
  readonly addedWorkPerSec: Float64Array;
}
