import { ln } from '../../../foundation/numeric/portable-math.js';
import { HOURS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { Fleet } from './fleet.js';
import type { FleetSupply } from './fleet-input.js';
import type { MachineOffer } from './machine-offer.js';
import type { FleetPath } from './market-outcome.js';

/** Machines of the start: work per second and joules per unit of work. */
export interface StartVintage {
  readonly workPerSec: number;
  readonly joulesPerWork: number;
}

/** Machines whose energies are known step by step and whose prices are not: those of a history. */
export interface ListedMachines {
  /** e*: lowest joules per unit of work of a machine on delivery, one a step. */
  readonly frontierJoulesPerWork: Float64Array;
  /** e_new: mean joules per unit of work of the machines delivered in the step. */
  readonly newJoulesPerWork: Float64Array;
  readonly start: readonly StartVintage[];
  /** x0: revenue per kWh of a frontier machine over the electricity price, at which entry stops. */
  readonly freeEntryMargin: number;
  /** c: the reference electricity price of the free-entry target, USD/kWh. */
  readonly usdPerKwh: number;
  /** Overhead of a site on the machine's own power. */
  readonly pue: number;
  /** A: machines older than so many steps are gone. */
  readonly maximumAgeSteps: number;
}

/** Entry by the margin of the frontier over its electricity, R / (x0 c a(e*)); the machines' capital is not known. */
export class ListedSupply implements FleetSupply {
  readonly stepsPerVintage = 1;
  readonly offers: readonly MachineOffer[];
  private readonly machines: ListedMachines;

  constructor(machines: ListedMachines) {
    this.machines = machines;
    this.offers = [listedOffer(machines)];
  }

  capacity(steps: number): number {
    return steps + this.machines.start.length + 1;
  }

  closeVintages(): void {}

  deliver(fleet: Fleet, path: FleetPath, step: number, workPerSec: number): void {
    this.add(fleet, workPerSec, this.machines.newJoulesPerWork[step]!, step);
    path.boughtWorkPerSec[0]![step]! += workPerSec;
  }

  entryRevenue(_path: FleetPath, step: number): number {
    const { freeEntryMargin, usdPerKwh, frontierJoulesPerWork } = this.machines;
    return freeEntryMargin * usdPerKwh * this.kwhPerYear(frontierJoulesPerWork[step]!);
  }

  start(fleet: Fleet): void {
    for (const { workPerSec, joulesPerWork } of this.machines.start) this.add(fleet, workPerSec, joulesPerWork, 0);
  }

  note(path: FleetPath, step: number): void {
    path.bestMachine[step] = 0;
    path.machinePriceUsdPerWork[step] = Number.NaN;
  }

  private add(fleet: Fleet, workPerSec: number, joulesPerWork: number, step: number): void {
    const { pue, maximumAgeSteps } = this.machines;
    const v = fleet.open(0, ln(this.kwhPerYear(joulesPerWork)), joulesPerWork * pue, 0, 1, step + maximumAgeSteps + 1);
    fleet.installed[v] = workPerSec;
  }

  /** kWh of a unit/s in a year, overhead of the site included. */
  private kwhPerYear(joulesPerWork: number): number {
    return (joulesPerWork * this.machines.pue * HOURS_PER_YEAR) / 1000;
  }
}

/** The one kind of machine of a listed fleet: without a price, so that no use of money but energy is counted. */
function listedOffer({ pue }: ListedMachines): MachineOffer {
  return {
    id: 'listed',
    rented: false,
    generalPurpose: false,
    workPerSec: 1,
    wattsPerWork: pue,
    capitalUsdPerWork: 0,
    unitCostUsdPerWork: 0,
    researchShare: 0,
    lifetimeYears: 1,
    availableFromYear: Number.NEGATIVE_INFINITY,
    progressPerYear: 0,
    lnStopCost: 0,
    cost: { capitalUsd: 0, runningUsdPerYear: 0, lifetimeYears: 1 },
    marginFactor: 1,
    expectedDeclinePerYear: 0,
    breakEvenUsdPerYear: 0,
    breakEvenByDecline: null,
  };
}
