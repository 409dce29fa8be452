import { processNode } from '../../chips/index.js';
import type { Band } from '../../foundation/estimate.js';
import { designThreshold, productLifeValue } from '../../pow-model/market/designed/design-threshold.js';
import { type BitcoinHistory, revenueUsdPerDay } from '../backtest/bitcoin-data.js';
import { type Month, monthOf, monthText } from '../backtest/month.js';

/** A generation of Bitcoin's chips against the one before. */
interface Generation {
  readonly processNm: number;
  /** Month of the first broad shipment. */
  readonly shipped: string;
  readonly oldJoulesPerTh: number;
  readonly newJoulesPerTh: number;
  readonly leadMonths: number;
}

// Efficiencies of the hardware list and of CBECI's; node labels and leads are assumptions.
const GENERATIONS: readonly Generation[] = [
  { processNm: 28, shipped: '2013-10', oldJoulesPerTh: 6000, newJoulesPerTh: 1200, leadMonths: 18 },
  { processNm: 16, shipped: '2016-06', oldJoulesPerTh: 273.36, newJoulesPerTh: 98, leadMonths: 20 },
  { processNm: 7, shipped: '2018-10', oldJoulesPerTh: 94.29, newJoulesPerTh: 57, leadMonths: 22 },
  { processNm: 5, shipped: '2022-07', oldJoulesPerTh: 29.5, newJoulesPerTh: 21.5, leadMonths: 24 },
  { processNm: 3, shipped: '2025-07', oldJoulesPerTh: 13.5, newJoulesPerTh: 11, leadMonths: 26 },
];

const DISCOUNT_PER_YEAR = 0.2;
const PRODUCT_LIFE_YEARS = 3;
const SMOOTHING_MONTHS = 6;

/** When money paid for a generation of chips, had a share of the emission been paid to work. Months as text; null: not yet. */
export interface GenerationCrossing {
  readonly processNm: number;
  readonly shipped: string;
  readonly nreUsd: Band;
  /** W* of one maker against the generation before, USD a year. */
  readonly thresholdUsdPerYear: Band;
  readonly revenueAtShipmentUsdPerYear: number;
  readonly crossings: readonly {
    readonly share: number;
    readonly low: string | null;
    readonly value: string | null;
    readonly high: string | null;
  }[];
}

/**
 * The month in which the six-month mean of the history's revenue, times the share, first covers each generation's
 * design. Money is counted in full: any other user of the same chips would only bring the dates forward.
 */
export function bitcoinCrossings(history: BitcoinHistory, shares: readonly number[]): GenerationCrossing[] {
  const first = monthOf('2010-12');
  const last = monthOf('2025-11');
  const yearly = (month: Month) => {
    let sum = 0;
    for (let back = 0; back < SMOOTHING_MONTHS; back++) sum += revenueUsdPerDay(history, month - back);
    return (sum / SMOOTHING_MONTHS) * 365.25;
  };
  const crossing = (needed: number) => {
    for (let month = first; month <= last; month++) if (yearly(month) >= needed) return monthText(month);
    return null;
  };
  return GENERATIONS.map((generation) => {
    const node = processNode(generation.processNm);
    if (node === null) throw new Error(`No process node of ${generation.processNm} nm is known.`);
    const life = productLifeValue(DISCOUNT_PER_YEAR, generation.leadMonths / 12, PRODUCT_LIFE_YEARS);
    const ratio = generation.newJoulesPerTh / generation.oldJoulesPerTh;
    const at = (nre: number) => designThreshold(nre, life, ratio);
    const threshold = { value: at(node.nreUsd.value), low: at(node.nreUsd.low), high: at(node.nreUsd.high) };
    return {
      processNm: generation.processNm,
      shipped: generation.shipped,
      nreUsd: { value: node.nreUsd.value, low: node.nreUsd.low, high: node.nreUsd.high },
      thresholdUsdPerYear: threshold,
      revenueAtShipmentUsdPerYear: yearly(monthOf(generation.shipped)),
      crossings: shares.map((share) => ({
        share,
        low: crossing(threshold.low / share),
        value: crossing(threshold.value / share),
        high: crossing(threshold.high / share),
      })),
    };
  });
}
