import type { DesignOption, OwnerCosts, ReferenceHardware } from './design-option.js';

/** Which end of the NRE bands a run takes. */
export type NreCase = 'low' | 'value' | 'high';

/** A market in which what is paid decides which chips are made. Steps are months. */
export interface DesignedInput {
  readonly reference: ReferenceHardware;
  readonly options: readonly DesignOption[];
  readonly owner: OwnerCosts;
  readonly nreCase: NreCase;
  /** Y w at the start: what the network pays for work, USD a year. */
  readonly workUsdPerYear: number;
  /** gamma: its log growth, per year. */
  readonly growthPerYear: number;
  /** X: yearly spending on the same kind of chip outside the network. */
  readonly outsideUsdPerYear: number;
  /** omega: share of a network-optimal chip's gain that outside buyers can use, 0 to 1. */
  readonly overlap: number;
  /** tau: years over which a product sells. */
  readonly productLifeYears: number;
  /** What designers require, per year. */
  readonly designerDiscountPerYear: number;
  /** Saving of factory cost at each doubling of cumulative spending. */
  readonly learningRate: number;
  readonly horizonYears: number;
}

/** A design that was decided. */
export interface DesignEvent {
  readonly optionId: string;
  readonly label: string;
  readonly processNm: number;
  readonly decidedYear: number;
  readonly shippedYear: number;
  readonly makers: number;
  /** W* of its first maker against the hardware that it met, USD a year. */
  readonly thresholdUsdPerYear: number;
}

/** Where what is paid for work in a year goes, USD; sums to it. */
export interface MoneyUses {
  readonly electricity: number;
  readonly otherOpex: number;
  /** Making the machines that the year uses up. */
  readonly silicon: number;
  /** R&D that the makers' margin repays. */
  readonly research: number;
  /** What makers keep beyond it. */
  readonly makerMargin: number;
  /** The owners' return on the money in their machines. */
  readonly minerProfit: number;
}

/** How a market of designers ends. */
export interface DesignedOutcome {
  readonly events: readonly DesignEvent[];
  /** Process of the best chip shipping at the horizon; null while it is the reference hardware. */
  readonly generationNm: number | null;
  readonly generationLabel: string;
  readonly makers: number;
  /** Herfindahl index of the makers; null without a maker of its own. */
  readonly makerHhi: number | null;
  /** Years to the first chip of the network; null when there is none. */
  readonly firstChipYear: number | null;
  /** What users of the network pay for a unit/s and year, and what it costs with machines at factory cost. */
  readonly usdPerWorkYear: number;
  readonly costUsdPerWorkYear: number;
  readonly joulesPerWork: number;
  /** Units/s that the spending buys at the horizon. */
  readonly workPerSec: number;
  readonly powerW: number;
  readonly spendingUsdPerYear: number;
  readonly uses: MoneyUses;
  /** Who keeps what a better chip saves, in plain words. */
  readonly gainKeptBy: string;
}
