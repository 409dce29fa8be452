import type { Band } from '../../../foundation/quantity/estimate.js';
import type { MarketFigure } from '../../../pow-model/market/index.js';
import type { BandSeries, MetricBand } from '../../../pow-model/market/metrics/metric-bands.js';
import type { UncertaintyGroup } from '../../../pow-model/market/runs/market-draw.js';
import type { ChainRule } from '../../files/fields/reward-rule-fields.js';
import type { ComparisonRule } from '../comparison/comparison-pay.js';

/** A machine of the market, as it was found. */
export interface GivenMachine {
  readonly id: string;
  readonly label: string;
  readonly vendor: string;
  readonly entry: 'purchase' | 'rental';
  readonly fromYear: number;
  readonly workUnit: string;
  readonly workPerSec: Band;
  /** Null where it makes none. */
  readonly tokensPerSec: Band | null;
  readonly powerW: Band;
  readonly joulesPerWork: number;
  readonly priceUsd: Band;
  readonly unitCostUsd: number;
  /** Null for a purchase. */
  readonly rentUsdPerHour: number | null;
  /** Revenue of a unit/s and year at which a buyer of the start breaks even. */
  readonly breakEvenUsdPerYear: number;
}

/** Figures that are paired run by run with those of the reference rule. */
export const PAIRED_RATIOS = [
  'workPerSec',
  'tokensPerSec',
  'powerMw',
  'joulesPerWork',
  'usdPerWorkYear',
  'producerUsdPerMillionTokens',
  'marketUsdPerMillionTokens',
  'workAttackUsd',
] as const satisfies readonly MarketFigure[];
export const PAIRED_DIFFERENCES = [
  'dilution',
  'passiveReturn',
  'minerProfitUsd',
  'operatorHhi',
] as const satisfies readonly MarketFigure[];

/** A rule under a comparison. Bands are median, p5 and p95 over the runs. */
export interface GivenRule {
  readonly ruleId: string;
  readonly label: string;
  readonly comparison: ComparisonRule;
  /** At the price of the start; null where no emission makes the rule comparable. */
  readonly emissionUsdPerYear: number | null;
  readonly reason: string | null;
  /** Null with the emission. */
  readonly figures: Readonly<Record<MarketFigure, MetricBand>> | null;
  /** Over the reference rule, run by run. */
  readonly ratios: Readonly<Record<(typeof PAIRED_RATIOS)[number], MetricBand>> | null;
  /** Less the reference rule, run by run. */
  readonly differences: Readonly<Record<(typeof PAIRED_DIFFERENCES)[number], MetricBand>> | null;
}

/** One rule on its middle path, a row a quarter. Money is USD a year. */
export interface CentralQuarter {
  readonly year: number;
  /** Over that of the start; null where nothing is sold for it to clear. */
  readonly price: number | null;
  readonly workPerSec: number;
  readonly powerMw: number;
  readonly joulesPerWork: number | null;
  /** USD per unit/s of the machine that buyers take, asked and listed; null where it is rented. */
  readonly askedUsdPerWork: number | null;
  readonly revenueUsd: number;
  readonly uses: Readonly<Record<string, number>>;
  /** Share of the running work by machine, in the order of the machines. */
  readonly machineShares: readonly number[];
  readonly marketUsdPerMillionTokens: number | null;
}

/** Share of the variance of ln of a figure by group of inputs: alone, and with what it does together with others. */
export interface VarianceSplit {
  readonly figure: MarketFigure;
  readonly label: string;
  readonly sd: number;
  readonly groups: readonly {
    readonly group: UncertaintyGroup;
    readonly first: number;
    readonly firstError: number;
    readonly total: number;
    readonly totalError: number;
  }[];
}

/** What a market with given machines makes of each rule. */
export interface GivenEconomy {
  readonly kind: 'given';
  readonly name: string;
  readonly title: string;
  readonly mode: string;
  readonly work: string;
  readonly workUnit: string;
  readonly runs: number;
  readonly reference: string;
  readonly machines: readonly GivenMachine[];
  readonly expectedDeclinePerYear: number;
  readonly comparisons: readonly {
    readonly comparison: ComparisonRule;
    readonly label: string;
    readonly rules: readonly GivenRule[];
  }[];
  /** The first comparison of the file, under which paths and the split of the variance are. */
  readonly pathComparison: ComparisonRule;
  readonly paths: readonly {
    readonly ruleId: string;
    readonly label: string;
    readonly workPerSec: BandSeries;
    readonly powerMw: BandSeries;
    readonly central: readonly CentralQuarter[];
    /** Best machine that is bought at the end, and the year of its first purchase; null where nothing is bought. */
    readonly generation: { readonly label: string; readonly fromYear: number } | null;
  }[];
  readonly variance: { readonly runs: number; readonly splits: readonly VarianceSplit[] } | null;
  /** Rules that a chain's own functions gave. */
  readonly chains: readonly ChainRule[];
  readonly bandContents: string;
  readonly summary: readonly string[];
  readonly assumptions: readonly string[];
}
