import type { Band } from '../../../../src/foundation/index.js';
import type { MachineProfile } from '../../../../src/pow-model/machine.js';
import type { MarketMachine, MinerBehaviour } from '../../../../src/pow-model/market/fleet/market-input.js';
import type { CompareInput } from '../../../../src/pow-model/market/scenario/compare-input.js';
import { REWARD_PRESETS } from '../../../../src/pow-model/rules/reward-presets.js';

export const band = (value: number, spread = 0): Band => ({
  value,
  low: value / (1 + spread),
  high: value * (1 + spread),
});

export function machine(
  id: string,
  workPerSec: number,
  powerW: number,
  priceUsd: number,
  more: Partial<MachineProfile> & { rent?: number; from?: number; progress?: number } = {},
): MarketMachine {
  const { rent, from, progress, ...profile } = more;
  return {
    profile: {
      id,
      label: id,
      chip: id,
      vendor: 'someone',
      generalPurpose: rent !== undefined,
      chips: 1,
      workUnit: 'mac',
      workPerSec: band(workPerSec, 0.15),
      tokensPerSec: { value: null, reason: 'not an inference machine' },
      powerW: band(powerW, 0.05),
      priceUsd: band(priceUsd, 0.2),
      lifetimeYears: band(4, 0.25),
      usefulShare: 1,
      verificationShare: 0,
      ...profile,
    },
    entry: rent === undefined ? { kind: 'purchase' } : { kind: 'rental', usdPerHour: band(rent, 0.2) },
    maker: { unitCostShare: 0.4, researchShare: 0.1 },
    availableFromYear: from ?? 0,
    progressPerYear: progress ?? 0,
  };
}

export const MINERS: MinerBehaviour = {
  sites: { kind: 'lognormal', medianUsdPerKwh: 0.06, logSd: 0.35 },
  pue: 1.15,
  adjustmentPerMonth: 0.131,
  discountPerYear: 0.2,
  otherOpexPerElectricity: 0,
  soldMix: { energyFactor: 1, months: 0 },
  trendMonths: null,
  machinePrice: 'listed',
  expectedDeclinePerYear: 0.24,
  marginFactor: 1,
};

/** Figures of the order of an H100 and of an inference ASIC on int8 matrix work. */
export const GPU = machine('gpu', 1.24e15, 1000, 30_000, { rent: 2, tokensPerSec: band(2000, 0.15) });
export const ASIC = machine('asic', 2e15, 500, 6000, { tokensPerSec: band(3000, 0.15) });

export const COMPARE: CompareInput = {
  rules: REWARD_PRESETS.slice(0, 5),
  markets: [
    { workloadClass: 'large-model', label: 'large models', machines: [GPU, ASIC] },
    { workloadClass: 'other', label: 'other work', machines: [GPU] },
  ],
  miners: MINERS,
  token: {
    emissionUsdPerYear: 1e9,
    marketValueUsd: 20e9,
    stakedFraction: 0.6,
    stakeAttackShare: 1 / 3,
    workAttackShare: 0.51,
    price: { kind: 'gbm', driftPerYear: 0, volatilityPerSqrtYear: 0.6 },
  },
  uncertainty: { commonKernelShare: 0.5, electricity: 0.2, adjustment: 0.25, margin: 0.1, discount: 0.5 },
  horizonYears: 10,
  runs: 8,
  seed: 'economy',
};
