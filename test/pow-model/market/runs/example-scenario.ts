import type { MarketScenario } from '../../../../src/pow-model/market/index.js';
import { REWARD_PRESETS } from '../../../../src/pow-model/rules/reward-presets.js';
import { ASIC, GPU, MINERS } from './example-market.js';

export const COHORTS = [
  { usdPerKwh: 0.04, capacityShare: 0.3, operators: 2, exponent: 0 },
  { usdPerKwh: 0.06, capacityShare: 0.4, operators: 10, exponent: 1 },
  { usdPerKwh: 0.09, capacityShare: 0.3, operators: 20, exponent: 1 },
];

/** A GPU that is rented and an ASIC that comes after two years, under five rules. */
export const SCENARIO: MarketScenario = {
  rules: REWARD_PRESETS.slice(0, 5),
  market: {
    workloadClass: 'large-model',
    label: 'large models',
    machines: [GPU, { ...ASIC, availableFromYear: 2, progressPerYear: 0.1 }],
  },
  miners: {
    ...MINERS,
    sites: { kind: 'table', cohorts: COHORTS },
    otherOpexPerElectricity: 0.25,
    soldMix: { energyFactor: 1.05, months: 3 },
    machinePrice: 'market',
  },
  cohorts: COHORTS,
  pools: { operators: 4, exponent: 1, pooledShare: 0.5 },
  stakers: { operators: 100, exponent: 1 },
  token: {
    emissionUsdPerYear: 1e9,
    marketValueUsd: 20e9,
    price: { kind: 'gbm', driftPerYear: 0, volatilityPerSqrtYear: 0.6 },
    balance: null,
    halvingYears: null,
    supplyCap: null,
    staking: {
      stakedFraction: null,
      requiredPremiumPerYear: 0.05,
      restakedShare: 0.5,
      delegatedShare: 0.6,
      commission: 0.18,
    },
  },
  fees: { usdPerYear: 0, growthPerYear: 0 },
  inference: null,
  attack: { workShare: 0.51, stakeShare: 1 / 3, resaleShare: 0.5, slashedShare: 1, priceFallShare: 0 },
  uncertainty: { commonKernelShare: 0.5, electricity: 0.2, adjustment: 0.25, margin: 0.1, discount: 0.5 },
  horizonYears: 4,
  seed: 'given',
};

/** Every rule of the scenario at its full emission. */
export const VARIANTS = SCENARIO.rules.map((_, rule) => ({ rule, emissionUsdPerYear: 1e9 }));
