import type { RewardRule } from '../../rules/reward-rule.js';
import type { ClassMarket, MinerBehaviour } from '../fleet/market-input.js';
import type { CoinPriceModel } from './coin-price.js';
import type { MarketUncertainty } from './compare-input.js';

/** How the capacity of a price cohort is divided among its operators. */
export interface OperatorSizes {
  readonly operators: number;
  /** Operator k has a size proportional to k^-exponent; 0 makes them equal, 1 is Zipf's law. */
  readonly exponent: number;
}

/** Sites of one electricity price and who runs them. */
export interface OperatorCohort extends OperatorSizes {
  readonly usdPerKwh: number;
  readonly capacityShare: number;
}

/** Pools that operators join; the rest of them mine alone. */
export interface PoolSizes extends OperatorSizes {
  /** Share of the work that goes through pools, 0 to 1. */
  readonly pooledShare: number;
}

/** Where the price follows from selling (equation 3.10): inflow meets what miners and holders sell of their pay. */
export interface SellingBalance {
  /** D at the start, USD a year; the price model gives its path. */
  readonly inflowUsdPerYear: number;
  readonly soldByMiners: number;
  readonly soldByHolders: number;
}

/** Who stakes and what becomes of stakers' pay. */
export interface StakingScenario {
  /** Null: as much as earns the required premium. */
  readonly stakedFraction: number | null;
  readonly requiredPremiumPerYear: number;
  /** Share of the stake whose pay is restaked each week; the pay of the rest is taken out. */
  readonly restakedShare: number;
  /** Share of the stake that is delegated. */
  readonly delegatedShare: number;
  /** Share of its delegators' pay that a validator keeps. */
  readonly commission: number;
}

/** Emission and price. Coins are counted at the nominal price of the start, so that one of them is 1 USD there. */
export interface ScenarioToken {
  readonly emissionUsdPerYear: number;
  readonly marketValueUsd: number;
  readonly price: CoinPriceModel;
  readonly balance: SellingBalance | null;
  /** Years between halvings of the emission; null: it never halves. */
  readonly halvingYears: number | null;
  /** Most coins that may ever exist, over those of the start; null: no cap. */
  readonly supplyCap: number | null;
  readonly staking: StakingScenario;
}

/** How paid work and inference for users go together. */
export interface InferenceScenario {
  /** u: share of the paid work that someone would pay for without the reward; 1 joint, 0 rival. */
  readonly usefulShare: number;
  /** Share of a machine's throughput for users that is lost while it does the paid work. */
  readonly displacement: number;
  /** Demand: so many tokens a year at a price of so much, and Q = A p^-elasticity elsewhere. */
  readonly tokensAtPrice: number;
  readonly atUsdPerToken: number;
  readonly elasticity: number;
  /** Of the supply of compute where the work displaces inference. */
  readonly supplyElasticity: number;
  /** What a cloud asks for a token; infinite without one. */
  readonly cloudUsdPerToken: number;
}

export interface AttackScenario {
  /** Share of the work rate, and of the stake, that suffices. */
  readonly workShare: number;
  readonly stakeShare: number;
  /** Share of the price that general-purpose machines bring when sold after the attack; single-purpose ones bring nothing. */
  readonly resaleShare: number;
  /** Share of the attacker's stake that is slashed. */
  readonly slashedShare: number;
  /** Share of the rest's value that the attack destroys. */
  readonly priceFallShare: number;
}

/** A market with given machines under reward rules. */
export interface MarketScenario {
  readonly rules: readonly RewardRule[];
  readonly market: ClassMarket;
  readonly miners: MinerBehaviour;
  readonly cohorts: readonly OperatorCohort[];
  readonly pools: PoolSizes | null;
  /** Sizes of stakers; null where nothing is said of them. */
  readonly stakers: OperatorSizes | null;
  readonly token: ScenarioToken;
  /** Paid by users for the chain itself, in dollars whatever the coin price; goes to work under every rule. */
  readonly fees: { readonly usdPerYear: number; readonly growthPerYear: number };
  readonly inference: InferenceScenario | null;
  readonly attack: AttackScenario;
  readonly uncertainty: MarketUncertainty;
  readonly horizonYears: number;
  readonly seed: string;
}

/** A rule with the emission that a comparison gives it. */
export interface RuleVariant {
  /** Index into the scenario's rules. */
  readonly rule: number;
  /** At the nominal price of the start. */
  readonly emissionUsdPerYear: number;
}
