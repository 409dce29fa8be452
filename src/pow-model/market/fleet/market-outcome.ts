import type { Fleet } from './fleet.js';

/** Path of one class of work, step by step; steps are weeks in studies, months in the back-test. Every array has one entry a step. */
export interface FleetPath {
  readonly steps: number;
  readonly workloadClass: string;
  readonly machineIds: readonly string[];
  readonly revenueUsdPerStep: Float64Array;
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
  readonly electricityUsdPerStep: Float64Array;
  readonly otherOpexUsdPerStep: Float64Array;
  /** Paid for new machines, and rent beyond energy of rented ones. */
  readonly machineUsdPerStep: Float64Array;
  /** Capital use of the running and idle fleet: purchase prices spread over the machines' life with the required return. */
  readonly capitalUsdPerStep: Float64Array;
  /** Prices paid for machines, spread evenly over their life: what making them cost, R&D, and the makers' margin beyond. */
  readonly siliconUsdPerStep: Float64Array;
  readonly researchUsdPerStep: Float64Array;
  readonly makerMarginUsdPerStep: Float64Array;
  /** The vintages of the last week. */
  readonly closingFleet: Fleet;
}
