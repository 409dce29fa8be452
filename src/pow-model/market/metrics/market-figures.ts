/** Figures of a rule in one run; the last year's mean unless the comment says otherwise. NaN where one does not apply. */
export interface MarketFigures {
  readonly emissionUsd: number;
  /** Emission for all classes of work. */
  readonly workUsd: number;
  readonly feesUsd: number;
  readonly workPerSec: number;
  readonly tokensPerSec: number;
  readonly usefulShare: number;
  readonly powerMw: number;
  readonly joulesPerWork: number;
  readonly joulesPerToken: number;
  /** What the fleet costs its owners for a unit/s and year: running cost, and capital at the required return. */
  readonly usdPerWorkYear: number;
  readonly producerUsdPerMillionTokens: number;
  readonly marketUsdPerMillionTokens: number;
  /** Asked price of the machine that buyers take, over its listed price. */
  readonly machinePriceOverListed: number;
  /** Where the emission and the fees of the year went, USD; sum to them. */
  readonly electricityUsd: number;
  readonly otherOpexUsd: number;
  readonly siliconUsd: number;
  readonly researchUsd: number;
  readonly makerMarginUsd: number;
  readonly minerProfitUsd: number;
  readonly stakersUsd: number;
  readonly ownerUsd: number;
  readonly burnedUsd: number;
  readonly otherWorkUsd: number;
  /** Over operators, over pools and over vendors, by work rate at the end. */
  readonly operatorHhi: number;
  readonly operatorGini: number;
  readonly operatorNakamoto: number;
  readonly poolHhi: number;
  readonly poolNakamoto: number;
  /** Over the vendors of the running fleet, and of the machines sold in the last year. */
  readonly vendorHhi: number;
  readonly salesVendorHhi: number;
  readonly stakerHhi: number;
  readonly stakerNakamoto: number;
  /** Buying the attack share of the work rate, and what is left of that after reselling it (at the end). */
  readonly workAttackUsd: number;
  readonly workAttackNetUsd: number;
  /** Renting it, an hour. */
  readonly workAttackUsdPerHour: number;
  /** Buying the attack share of the stake, and what of it is lost (at the end). */
  readonly stakeAttackUsd: number;
  readonly stakeAttackNetUsd: number;
  readonly marketValueUsd: number;
  readonly stakedFraction: number;
  /** Real, a year, over what is held. */
  readonly dilution: number;
  readonly passiveReturn: number;
  readonly stakerReturn: number;
  readonly restakerReturn: number;
  readonly withdrawerReturn: number;
  readonly validatorReturn: number;
  readonly delegatorReturn: number;
}

export type MarketFigure = keyof MarketFigures;

/** The uses of a dollar among the figures, in the order in which charts stack them. */
export const USE_FIGURES = [
  'electricityUsd',
  'otherOpexUsd',
  'siliconUsd',
  'researchUsd',
  'makerMarginUsd',
  'minerProfitUsd',
  'otherWorkUsd',
  'stakersUsd',
  'ownerUsd',
  'burnedUsd',
] as const satisfies readonly MarketFigure[];
