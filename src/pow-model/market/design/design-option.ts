import type { Band } from '../../../foundation/quantity/estimate.js';
import { HOURS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { annuityYears } from '../fleet/break-even.js';

/** A chip that a designer could bring to this network, with figures computed from its description. */
export interface DesignOption {
  readonly id: string;
  readonly label: string;
  readonly processNm: number;
  /** Wall watts per unit/s without the site's overhead: joules per unit of work. */
  readonly joulesPerWork: number;
  /** Factory cost of a machine per unit/s, USD. */
  readonly factoryUsdPerWork: number;
  /** Non-recurring engineering to first silicon, USD. */
  readonly nreUsd: Band;
  /** Year of the horizon from which a foundry takes the design; negative when it already does. */
  readonly nodeAvailableYear: number;
  /** L: from the decision to volume shipment, years. */
  readonly leadYears: number;
}

/** The general-purpose hardware that does the work until a better chip exists. */
export interface ReferenceHardware {
  readonly id: string;
  readonly label: string;
  readonly joulesPerWork: number;
  readonly factoryUsdPerWork: number;
  /** What its maker asks, USD per unit/s. */
  readonly marketUsdPerWork: number;
  /** Log rate at which its joules and price fall, per year. */
  readonly progressPerYear: number;
}

/** What owners of machines pay beside the machine. */
export interface OwnerCosts {
  readonly usdPerKwh: number;
  readonly pue: number;
  readonly discountPerYear: number;
  readonly lifetimeYears: number;
  /** Other operating cost over electricity; 0.25 where electricity is 80 % of it (Cambridge survey 2024). */
  readonly otherOpexPerElectricity: number;
}

/** A yearly cost of a unit/s and its parts, USD. */
export interface UnitCost {
  readonly electricity: number;
  readonly otherOpex: number;
  /** Use of the machine's price at the owner's required return. */
  readonly capital: number;
  readonly total: number;
}

/**
 * C: what a unit/s costs a year, with the machine at `machineUsdPerWork` (equation 3.14 of docs/economics.md).
 *
 * @example
 * unitCost(1, 0.8, { usdPerKwh: 0.06, pue: 1.15, discountPerYear: 0.25, lifetimeYears: 4, otherOpexPerElectricity: 0 });
 * // a watt of hash ASIC at 0.8 USD/W: electricity is 66 % of the total
 */
export function unitCost(joulesPerWork: number, machineUsdPerWork: number, owner: OwnerCosts): UnitCost {
  const kwhPerYear = (joulesPerWork * owner.pue * HOURS_PER_YEAR) / 1000;
  const electricity = kwhPerYear * owner.usdPerKwh;
  const otherOpex = electricity * owner.otherOpexPerElectricity;
  const capital = machineUsdPerWork / annuityYears(owner.discountPerYear, owner.lifetimeYears);
  return { electricity, otherOpex, capital, total: electricity + otherOpex + capital };
}

/** The machine price at which a unit/s costs its owner `totalUsdPerYear`, USD per unit/s. */
export function machinePriceAt(joulesPerWork: number, totalUsdPerYear: number, owner: OwnerCosts): number {
  const running = unitCost(joulesPerWork, 0, owner).total;
  return (totalUsdPerYear - running) * annuityYears(owner.discountPerYear, owner.lifetimeYears);
}
