import type { DesignOption } from '../../../../src/pow-model/market/design/design-option.js';
import type { DesignedInput } from '../../../../src/pow-model/market/design/designed-input.js';

const option = (
  processNm: number,
  joules: number,
  low: number,
  value: number,
  high: number,
  lead: number,
): DesignOption => ({
  id: `asic-${processNm}`,
  label: `${processNm} nm`,
  processNm,
  joulesPerWork: joules,
  // 0.8 USD a watt, as hash ASICs sell.
  factoryUsdPerWork: 0.8 * joules,
  nreUsd: { value: value * 1e6, low: low * 1e6, high: high * 1e6 },
  nodeAvailableYear: -1,
  leadYears: lead / 12,
});

/** The study's illustrative list: J per TMAC and NRE by node; a unit is a TMAC. */
export const OPTIONS: readonly DesignOption[] = [
  option(28, 0.9, 5, 15, 51, 18),
  option(16, 0.45, 10, 35, 106, 18),
  option(7, 0.22, 30, 80, 300, 22),
  option(5, 0.15, 60, 150, 540, 22),
  option(3, 0.1, 100, 300, 1000, 26),
];

export const DESIGNED: DesignedInput = {
  reference: {
    id: 'gpu',
    label: 'H100 class',
    joulesPerWork: 1.13,
    factoryUsdPerWork: 4.7 * 1.13,
    marketUsdPerWork: 48 * 1.13,
    progressPerYear: 0,
  },
  options: OPTIONS,
  owner: {
    usdPerKwh: 0.06,
    pue: 1.15,
    discountPerYear: 0.25,
    lifetimeYears: 4,
    otherOpexPerElectricity: 0.25,
  },
  nreCase: 'value',
  workUsdPerYear: 1e9,
  growthPerYear: 0,
  outsideUsdPerYear: 0,
  overlap: 0,
  productLifeYears: 3,
  designerDiscountPerYear: 0.2,
  learningRate: 0.15,
  horizonYears: 10,
};
