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
