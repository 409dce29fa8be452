import { processNode } from '../../../chips/index.js';
import type { Band } from '../../../foundation/quantity/estimate.js';
import { DAYS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import { type BitcoinHistory, type ListedMachine, revenueUsdPerDay } from '../../../pow-model/history/bitcoin-data.js';
import { type Month, monthOf, monthText } from '../../../pow-model/history/month.js';
import { designThreshold, productLifeValue } from '../../../pow-model/market/design/design-threshold.js';
import type { NreCase } from '../../../pow-model/market/design/designed-input.js';

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
    /** Months by which the generation ships later than it did, at each NRE; null where money never covers it. */
    readonly delayMonths: Readonly<Record<NreCase, number | null>>;
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
    return (sum / SMOOTHING_MONTHS) * DAYS_PER_YEAR;
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
      crossings: shares.map((share) => {
        const months = {
          low: crossing(threshold.low / share),
          value: crossing(threshold.value / share),
          high: crossing(threshold.high / share),
        };
        const delay = (decided: string | null) =>
          decided === null ? null : Math.max(0, monthOf(decided) + generation.leadMonths - monthOf(generation.shipped));
        const delayMonths = { low: delay(months.low), value: delay(months.value), high: delay(months.high) };
        return { share, ...months, delayMonths };
      }),
    };
  });
}

/**
 * The hardware list as it would have shipped: every machine as late as its generation, and none of a generation that
 * money never covers. A machine belongs to the finest generation whose first J/TH it reaches.
 */
export function delayedHardware(
  machines: readonly ListedMachine[],
  generations: readonly GenerationCrossing[],
  share: number,
  nreCase: NreCase,
): ListedMachine[] {
  const delayed = machines.flatMap((machine): ListedMachine[] => {
    const at = GENERATIONS.findLastIndex((generation) => machine.joulesPerTh <= generation.newJoulesPerTh);
    if (at < 0) return [machine];
    const delay = generations[at]!.crossings.find((crossing) => crossing.share === share)!.delayMonths[nreCase];
    return delay === null ? [] : [{ ...machine, shipped: machine.shipped + delay }];
  });
  return delayed.sort((a, b) => a.shipped - b.shipped);
}
