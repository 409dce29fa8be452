import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { catalog } from './catalog/catalog.generated.js';
import { daysIn, type Month, monthOf } from './month.js';

interface HistoryFile {
  readonly source: { readonly price: string; readonly hashRate: string; readonly fees: string };
  readonly rows: readonly (readonly [string, number | null, number | null, number | null])[];
}
interface HardwareFile {
  readonly machines: readonly { readonly model: string; readonly shipped: string; readonly joulesPerTh: number }[];
}

/** Observed history of Bitcoin, by month. Hash rates are TH/s. */
export interface BitcoinHistory {
  readonly priceUsd: ReadonlyMap<Month, number>;
  readonly hashRateThPerSec: ReadonlyMap<Month, number>;
  readonly feesBtcPerDay: ReadonlyMap<Month, number>;
}

/** The history that the project ships. */
export function bitcoinHistory(): BitcoinHistory {
  const file = catalog['bitcoin-history'] as HistoryFile;
  const column = (index: 1 | 2 | 3) =>
    new Map(file.rows.flatMap((row) => (row[index] === null ? [] : [[monthOf(row[0]), row[index]] as const])));
  return { priceUsd: column(1), hashRateThPerSec: column(2), feesBtcPerDay: column(3) };
}

/** Where the shipped history comes from. */
export function bitcoinHistorySource(): { readonly price: string; readonly hashRate: string; readonly fees: string } {
  return (catalog['bitcoin-history'] as HistoryFile).source;
}

/** A machine of the shipped list. */
export interface ListedMachine {
  readonly model: string;
  readonly shipped: Month;
  readonly joulesPerTh: number;
}

/** The hardware that the project ships, in the order of shipment. */
export function bitcoinHardware(): readonly ListedMachine[] {
  return (catalog['bitcoin-hardware'] as HardwareFile).machines
    .map(({ model, shipped, joulesPerTh }) => ({ model, shipped: monthOf(shipped), joulesPerTh }))
    .sort((a, b) => a.shipped - b.shipped);
}

/** First days of a new subsidy: month and day, with the subsidy of a block from then on (consensus schedule, observed dates). */
const HALVINGS: readonly (readonly [string, number, number])[] = [
  ['2009-01', 3, 50],
  ['2012-11', 28, 25],
  ['2016-07', 9, 12.5],
  ['2020-05', 11, 6.25],
  ['2024-04', 20, 3.125],
];
const BLOCKS_PER_DAY = 144;

/** Subsidy of the schedule at 144 blocks a day, BTC a day; the realised one would leak the growth of the hash rate. */
export function scheduledSubsidyBtcPerDay(month: Month): number {
  let subsidy = 0;
  for (const [text, day, perBlock] of HALVINGS) {
    const start = monthOf(text);
    if (month < start) break;
    const share = month === start ? (daysIn(month) - day + 1) / daysIn(month) : 1;
    subsidy = subsidy * (1 - share) + perBlock * share;
  }
  return subsidy * BLOCKS_PER_DAY;
}

/** Share of fees in revenue where it is not known. */
const USUAL_FEE_SHARE = 0.03;

/** Price on a month, interpolated in log between the months that are known. */
export function priceOn(history: BitcoinHistory, month: Month): number {
  const known = history.priceUsd.get(month);
  if (known !== undefined) return known;
  let before = month;
  let after = month;
  const months = [...history.priceUsd.keys()];
  const first = Math.min(...months);
  const last = Math.max(...months);
  if (month < first || month > last) throw new Error('No price is known on one side of the month.');
  while (!history.priceUsd.has(before)) before--;
  while (!history.priceUsd.has(after)) after++;
  const weight = (month - before) / (after - before);
  return exp((1 - weight) * ln(history.priceUsd.get(before)!) + weight * ln(history.priceUsd.get(after)!));
}

/** Scheduled subsidy and fees at the month's price, USD a day. */
export function revenueUsdPerDay(history: BitcoinHistory, month: Month, priceUsd = priceOn(history, month)): number {
  const subsidy = scheduledSubsidyBtcPerDay(month);
  const fees = history.feesBtcPerDay.get(month) ?? (subsidy * USUAL_FEE_SHARE) / (1 - USUAL_FEE_SHARE);
  return priceUsd * (subsidy + fees);
}

/** e*: lowest J/TH of a machine on delivery in the month. */
export function frontierJoulesPerTh(machines: readonly ListedMachine[], month: Month): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (const machine of machines) {
    if (machine.shipped <= month && machine.joulesPerTh < lowest) lowest = machine.joulesPerTh;
  }
  return lowest;
}

/** How the mix that is sold trails the best machine: `factor` times the geometric mean of the last `months` months. */
export interface SoldMix {
  readonly factor: number;
  readonly months: number;
}

/** e_new: J/TH of the machines delivered in the month. Without a lag (0 months) it is the frontier itself. */
export function newJoulesPerTh(machines: readonly ListedMachine[], month: Month, mix: SoldMix): number {
  if (mix.months === 0) return frontierJoulesPerTh(machines, month);
  let sum = 0;
  for (let back = 0; back < mix.months; back++) sum += ln(frontierJoulesPerTh(machines, month - back));
  return mix.factor * exp(sum / mix.months);
}
