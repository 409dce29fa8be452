import { SITE_DEFAULTS } from '../../../foundation/defaults/site-defaults.js';
import type { MakerCosts, MinerBehaviour } from './market-input.js';

/** Behaviour fitted to Bitcoin's history to 2016-12 or taken from surveys; a scenario may replace any of it. */
export const DEFAULT_MINERS: MinerBehaviour = {
  sites: { kind: 'lognormal', medianUsdPerKwh: SITE_DEFAULTS.usdPerKwh, logSd: SITE_DEFAULTS.usdPerKwhLogSd },
  pue: SITE_DEFAULTS.pue,
  // Fitted on Bitcoin 2013-07 to 2016-12; half-life of a gap 5.3 months.
  adjustmentPerMonth: 0.131,
  discountPerYear: SITE_DEFAULTS.discountPerYear,
  otherOpexPerElectricity: 0,
  soldMix: { energyFactor: 1, months: 0 },
  trendMonths: null,
  machinePrice: 'listed',
  // Frontier J/TH 98 (2016-06) to 11 (2025-07) is 0.24 a year; a study without progress of its machines sets 0.
  expectedDeclinePerYear: 0,
  marginFactor: 1,
};

/** A maker of merchant accelerators: gross margin 75.0 %, R&D 12.9 of 130.5 B$ of revenue (Nvidia, 10-K of fiscal 2025). */
export const MERCHANT_MAKER: MakerCosts = { unitCostShare: 0.25, researchShare: 0.1 };
/** A maker of hash ASICs: gross margin 48 % and R&D 3 % of 2.5 B$ of revenue (Bitmain 2017, application proof at HKEX, 2018). */
export const HASH_MAKER: MakerCosts = { unitCostShare: 0.52, researchShare: 0.03 };
