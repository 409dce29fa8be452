import type { Band } from '../../../foundation/quantity/estimate.js';
import type { MachineProfile } from '../../machine.js';

/** What a miner pays for a machine's time. */
export type EntryCost =
  /** Buys at the profile's price; the money is sunk. */
  | { readonly kind: 'purchase' }
  /** Pays (or forgoes) the rental price, energy included, and leaves when revenue falls below it. */
  | { readonly kind: 'rental'; readonly usdPerHour: Band };

/** How the listed price of a machine divides for its maker. */
export interface MakerCosts {
  /** Making it over its listed price, 0 to 1. */
  readonly unitCostShare: number;
  /** R&D over the price that is paid, as far as the margin covers it. */
  readonly researchShare: number;
}

/** A machine as the market offers it. */
export interface MarketMachine {
  readonly profile: MachineProfile;
  readonly entry: EntryCost;
  readonly maker: MakerCosts;
  /** Year of the horizon at which it can first be bought; 0 is the start, negative before it. */
  readonly availableFromYear: number;
  /** Log rate at which units bought later do the same work for less energy and money, per year. */
  readonly progressPerYear: number;
}

/** The market of one class of work: all machines count the same work unit. */
export interface ClassMarket {
  readonly workloadClass: string;
  readonly label: string;
  readonly machines: readonly MarketMachine[];
}

/** Electricity prices that sites pay. Cohorts weigh by capacity. */
export type SitePrices =
  | { readonly kind: 'lognormal'; readonly medianUsdPerKwh: number; readonly logSd: number }
  | {
      readonly kind: 'table';
      readonly cohorts: readonly { readonly usdPerKwh: number; readonly capacityShare: number }[];
    };

/** How what is delivered trails the best machine on sale (equation 2.4). */
export interface SoldMixLag {
  /** Energy per unit of work of delivered machines over that of the machines that they are. */
  readonly energyFactor: number;
  /** Deliveries are shared among the machines that were best in each of this many last months; 0: the best one alone. */
  readonly months: number;
}

/** How miners behave; the figures behind the defaults are in docs/economics.md. */
export interface MinerBehaviour extends MarketConduct {
  readonly sites: SitePrices;
  /** Overhead of cooling and distribution on top of the machine's wall power, at least 1. */
  readonly pue: number;
  /** Log decline of revenue per unit of work that buyers expect, per year. */
  readonly expectedDeclinePerYear: number;
  /** Factor on the closed-form break-even revenue; 1 is free entry at zero profit. */
  readonly marginFactor: number;
}

/** What of the miners' behaviour acts week by week. */
export interface MarketConduct {
  /** Log-proportional entry speed towards the free-entry target, per month. */
  readonly adjustmentPerMonth: number;
  /** Required return, per year, continuous. */
  readonly discountPerYear: number;
  /** Operating cost beside electricity, over it. */
  readonly otherOpexPerElectricity: number;
  readonly soldMix: SoldMixLag;
  /** Buyers extend the log trend of revenue per work over this many months; null: they expect the stated decline. */
  readonly trendMonths: number | null;
  /** Market: makers ask what a machine is expected to earn, its unit cost at least. Listed: they ask the profile's price. */
  readonly machinePrice: 'market' | 'listed';
}

/** One run of one class of work with everything known. Epochs are weeks. */
export interface MarketInput {
  readonly market: ClassMarket;
  readonly miners: MinerBehaviour;
  /** Paid for this class of work, one figure a week; its length is the horizon. */
  readonly revenueUsdPerWeek: readonly number[] | Float64Array;
}
