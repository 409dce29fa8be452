import type { Fleet } from './fleet.js';
import type { MachineOffer } from './machine-offer.js';
import type { FleetPath } from './market-outcome.js';
import type { SitePriceCurve } from './site-price-curve.js';

/**
 * Where the machines of a fleet come from: what revenue draws more of them in, and what is delivered when they come.
 * `simulateFleet` asks in this order each step: `deliver` for what was ordered, `entryRevenue`, at the first step `start`,
 * and after clearing `note`.
 */
export interface FleetSupply {
  /** The machines that a vintage may be of; a vintage names one by its index here. */
  readonly offers: readonly MachineOffer[];
  /** Steps whose deliveries share a vintage of one machine. */
  readonly stepsPerVintage: number;
  /** Most vintages that are open at once over `steps` steps. */
  capacity(steps: number): number;
  /** Adds so much work to the fleet and enters it in the path. */
  deliver(fleet: Fleet, path: FleetPath, step: number, workPerSec: number, lnHashprice: number): void;
  /** Revenue per unit/s and year at which entry stops; null while no machine is on sale. */
  entryRevenue(path: FleetPath, step: number): number | null;
  /** Fills the fleet of a network that is there at the start; `targetWorkPerSec` is what free entry holds. */
  start(fleet: Fleet, targetWorkPerSec: number, revenueUsdPerYear: number, curve: SitePriceCurve): void;
  /** Enters in the path what is best on sale and what its maker asks. */
  note(path: FleetPath, step: number, lnHashprice: number): void;
  /** What the supply remembers of open vintages no longer holds: vintages left the fleet, or a new period began. */
  closeVintages(): void;
}

/** What of a fleet's answer a study of what matters switches off or delays. */
export interface FleetMechanisms {
  /** False: the fleet jumps to the free-entry target each step. */
  readonly gradualEntry: boolean;
  /** False: machines run at a loss until they are too old. */
  readonly shutdown: boolean;
  /** Steps by which deliveries trail the order, on top of the one step that they always do. */
  readonly deliverySteps: number;
}

export const ALL_MECHANISMS: FleetMechanisms = { gradualEntry: true, shutdown: true, deliverySteps: 0 };

/** A fleet of machines over the steps of what it is paid; steps are weeks in studies, months in the back-test. */
export interface FleetInput {
  readonly workloadClass: string;
  /** Steps a year: `WEEKS_PER_YEAR` or `MONTHS_PER_YEAR`. */
  readonly stepsPerYear: number;
  /** Paid for the work, USD a step; its length is the horizon. */
  readonly revenueUsdPerStep: ArrayLike<number>;
  /** What entrants take revenue to be, USD a step: the revenue itself for naive expectations. */
  readonly expectedRevenueUsdPerStep: ArrayLike<number>;
  readonly supply: FleetSupply;
  readonly curve: SitePriceCurve;
  /** Log-proportional entry speed towards the free-entry target, per month. */
  readonly adjustmentPerMonth: number;
  /** Operating cost beside electricity, over it. */
  readonly otherOpexPerElectricity: number;
  /** Share of the fleet that fails for good, per year. */
  readonly failurePerYear: number;
  readonly mechanisms: FleetMechanisms;
  /** Scales the installed fleet so that this much of it runs in the step; null leaves the run free. */
  readonly rescale: { readonly step: number; readonly workPerSec: number } | null;
}
