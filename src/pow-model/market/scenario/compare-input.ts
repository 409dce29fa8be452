import type { RewardRule } from '../../rules/reward-rule.js';
import type { ClassMarket, MinerBehaviour } from '../fleet/market-input.js';
import type { CoinPriceModel } from './coin-price.js';

/** Token side of a scenario. Every figure is an assumption of the scenario, not a finding. */
export interface CoinScenario {
  /** Value of all emission at the price of week 0. */
  readonly emissionUsdPerYear: number;
  readonly marketValueUsd: number;
  readonly stakedFraction: number;
  /** Share of the stake that suffices for an attack. */
  readonly stakeAttackShare: number;
  /** Share of the work rate that suffices for an attack. */
  readonly workAttackShare: number;
  readonly price: CoinPriceModel;
}

/** Relative 90 % half-widths (log) of what differs between Monte Carlo runs, beside the bands of the profiles. */
export interface MarketUncertainty {
  /** Share of the variance of the kernel error that all machines have in common, 0 to 1. */
  readonly commonKernelShare: number;
  readonly electricity: number;
  readonly adjustment: number;
  readonly margin: number;
  readonly discount: number;
}

/** A comparison of reward rules with common random numbers. */
export interface CompareInput {
  readonly rules: readonly RewardRule[];
  readonly markets: readonly ClassMarket[];
  readonly miners: MinerBehaviour;
  readonly token: CoinScenario;
  readonly uncertainty: MarketUncertainty;
  readonly horizonYears: number;
  readonly runs: number;
  readonly seed: string;
}
