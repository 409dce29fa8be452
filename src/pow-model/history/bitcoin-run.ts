import { DAYS_PER_YEAR, MONTHS_PER_YEAR } from '../../foundation/quantity/time-spans.js';
import { type Expectation, expectedRevenue } from '../market/fleet/expectations.js';
import { ALL_MECHANISMS, type FleetMechanisms } from '../market/fleet/fleet-input.js';
import { ListedSupply } from '../market/fleet/listed-supply.js';
import { simulateFleet } from '../market/fleet/simulate-fleet.js';
import { sitePriceCurve } from '../market/fleet/site-price-curve.js';
import {
  type BitcoinHistory,
  frontierJoulesPerTh,
  type ListedMachine,
  newJoulesPerTh,
  priceOn,
  revenueUsdPerDay,
  type SoldMix,
} from './bitcoin-data.js';
import { type Month, monthOf } from './month.js';

/** First month of every run. */
export const BITCOIN_START: Month = monthOf('2013-01');
/** Last month that is scored. */
export const BITCOIN_END: Month = monthOf('2025-12');

/** Joules per TH of the GPUs of early 2013: half the 500,000 of the best GPU of 2012 undervolted, as the study assumes. */
export const GPU_ERA_JOULES_PER_TH = 260_000;
/** Installed over running work in 2013-01. */
export const GPU_ERA_INSTALLED = 1.2;

/** What is fitted; everything else is given. */
export interface BitcoinParameters {
  readonly adjustmentPerMonth: number;
  readonly freeEntryMargin: number;
}

/** What is given. */
export interface BitcoinSettings {
  readonly usdPerKwh: number;
  readonly siteLogSd: number;
  readonly pue: number;
  readonly maximumAgeMonths: number;
  readonly failurePerYear: number;
  readonly soldMix: SoldMix;
  readonly mechanisms: FleetMechanisms;
  readonly expectation: Expectation;
  /** Hardware stops improving after this month; null for the whole list. */
  readonly hardwareUntil: Month | null;
  /** Share of revenue that pays for work; 1 in history. */
  readonly workShare: number;
}

/** Values and sources: docs/economics.md, section 7. */
export const BITCOIN_SETTINGS: BitcoinSettings = {
  usdPerKwh: 0.05,
  siteLogSd: 0.35,
  pue: 1.1,
  maximumAgeMonths: 60,
  failurePerYear: 0,
  soldMix: { factor: 1.1, months: 6 },
  mechanisms: ALL_MECHANISMS,
  expectation: { kind: 'naive' },
  hardwareUntil: null,
  workShare: 1,
};

/** What goes into every run, month by month from BITCOIN_START. */
export interface BitcoinSeries {
  readonly revenueUsdPerDay: Float64Array;
  readonly frontierJoulesPerTh: Float64Array;
  readonly newJoulesPerTh: Float64Array;
  /** Observed TH/s; NaN where unknown. */
  readonly hashRateThPerSec: Float64Array;
}

/** Tabulates the inputs up to and including `until`. */
export function bitcoinSeries(
  history: BitcoinHistory,
  hardware: readonly ListedMachine[],
  settings: BitcoinSettings,
  until: Month = BITCOIN_END,
): BitcoinSeries {
  const months = Array.from({ length: until - BITCOIN_START + 1 }, (_, i) => BITCOIN_START + i);
  const { hardwareUntil } = settings;
  const list = hardwareUntil === null ? hardware : hardware.filter((machine) => machine.shipped <= hardwareUntil);
  return {
    revenueUsdPerDay: Float64Array.from(
      months,
      (month) => settings.workShare * revenueUsdPerDay(history, month, priceOn(history, month)),
    ),
    frontierJoulesPerTh: Float64Array.from(months, (month) => frontierJoulesPerTh(list, month)),
    newJoulesPerTh: Float64Array.from(months, (month) => newJoulesPerTh(list, month, settings.soldMix)),
    hashRateThPerSec: Float64Array.from(months, (month) => history.hashRateThPerSec.get(month) ?? Number.NaN),
  };
}

/** What the fleet did, month by month from BITCOIN_START. */
export interface BitcoinPath {
  /** H: TH per second that run. */
  readonly workPerSec: Float64Array;
  /** W: power with overhead, watts. */
  readonly powerW: Float64Array;
  /** E: power without overhead per unit of work, J/TH. */
  readonly joulesPerWork: Float64Array;
  /** Machines delivered in the month, TH per second. */
  readonly addedWorkPerSec: Float64Array;
}

/**
 * The fleet simulator on Bitcoin's inputs, in steps of a month. `rescale` puts the fleet at an observed hash rate in one
 * month, counted from BITCOIN_START.
 */
export function runBitcoin(
  series: BitcoinSeries,
  parameters: BitcoinParameters,
  settings: BitcoinSettings,
  rescale: { readonly month: number; readonly workPerSec: number } | null = null,
): BitcoinPath {
  const { pue, usdPerKwh } = settings;
  const usdPerMonth = (usdPerDay: number) => (usdPerDay * DAYS_PER_YEAR) / MONTHS_PER_YEAR;
  const supply = new ListedSupply({
    frontierJoulesPerWork: series.frontierJoulesPerTh,
    newJoulesPerWork: series.newJoulesPerTh,
    start: [
      {
        workPerSec: settings.workShare * GPU_ERA_INSTALLED * series.hashRateThPerSec[0]!,
        joulesPerWork: GPU_ERA_JOULES_PER_TH,
      },
    ],
    freeEntryMargin: parameters.freeEntryMargin,
    usdPerKwh,
    pue,
    maximumAgeSteps: settings.maximumAgeMonths,
  });
  const path = simulateFleet({
    workloadClass: 'sha256d',
    stepsPerYear: MONTHS_PER_YEAR,
    revenueUsdPerStep: series.revenueUsdPerDay.map(usdPerMonth),
    expectedRevenueUsdPerStep: expectedRevenue(series.revenueUsdPerDay, settings.expectation).map(usdPerMonth),
    supply,
    curve: sitePriceCurve({ kind: 'lognormal', medianUsdPerKwh: usdPerKwh, logSd: settings.siteLogSd }),
    adjustmentPerMonth: parameters.adjustmentPerMonth,
    otherOpexPerElectricity: 0,
    failurePerYear: settings.failurePerYear,
    mechanisms: settings.mechanisms,
    rescale: rescale === null ? null : { step: rescale.month, workPerSec: rescale.workPerSec },
  });
  const { workPerSec, powerW } = path;
  return {
    workPerSec,
    powerW,
    joulesPerWork: powerW.map((watts, month) => watts / (pue * workPerSec[month]!)),
    addedWorkPerSec: path.boughtWorkPerSec[0]!,
  };
}
