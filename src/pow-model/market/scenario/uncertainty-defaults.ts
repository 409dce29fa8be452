import type { MarketUncertainty } from './compare-input.js';

/** 90 % half-widths as logs: electricity and adjustment from the ranges above, margin 1.7 to 2.7 about 2.15, discount 0.1 to 0.4. */
export const DEFAULT_UNCERTAINTY: MarketUncertainty = {
  commonKernelShare: 0.5,
  electricity: 0.22,
  adjustment: 0.24,
  margin: 0.23,
  discount: 0.69,
};
