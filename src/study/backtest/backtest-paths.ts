import type { BitcoinPath } from '../../pow-model/history/bitcoin-run.js';
import { BITCOIN_START, type BitcoinSeries, type BitcoinSettings } from '../../pow-model/history/bitcoin-run.js';
import { monthText } from '../../pow-model/history/month.js';
import { fleetByEfficiency } from './fleet-by-efficiency.js';
import type { RulePath } from './naive-rules.js';
import type { PowerIndex } from './power-index.js';

/** A value a month from 2013-01; null where nothing is said or known. */
export type MonthlySeries = readonly (number | null)[];

/** One path beside the others: TH/s, W and J/TH. */
export interface MonthlyPath {
  readonly label: string;
  readonly hashRateThPerSec: MonthlySeries;
  readonly powerW: MonthlySeries | null;
  readonly joulesPerTh: MonthlySeries | null;
}

/** What pictures of the back-test need, month by month. */
export interface BacktestPaths {
  readonly months: readonly string[];
  readonly revenueUsdPerDay: MonthlySeries;
  /** Power and J/TH are null without the index. */
  readonly observed: MonthlyPath;
  readonly model: MonthlyPath;
  readonly naive: readonly MonthlyPath[];
  /** The running fleet of the model by efficiency of its machines, TH/s. */
  readonly fleet: readonly { readonly label: string; readonly hashRateThPerSec: MonthlySeries }[];
}

/** Lays the free run, the naive rules and what was observed beside each other. */
export function backtestPaths(
  path: BitcoinPath,
  naive: readonly RulePath[],
  series: BitcoinSeries,
  settings: BitcoinSettings,
  index: PowerIndex | null,
): BacktestPaths {
  const months = Array.from(series.revenueUsdPerDay, (_, i) => BITCOIN_START + i);
  const indexed = (figure: 'powerW' | 'joulesPerTh') =>
    index === null ? null : months.map((month) => index.get(month)?.[figure] ?? null);
  return {
    months: months.map(monthText),
    revenueUsdPerDay: known(series.revenueUsdPerDay),
    observed: {
      label: 'observed',
      hashRateThPerSec: known(series.hashRateThPerSec),
      powerW: indexed('powerW'),
      joulesPerTh: indexed('joulesPerTh'),
    },
    model: {
      label: 'this model',
      hashRateThPerSec: known(path.workPerSec),
      powerW: known(path.powerW),
      joulesPerTh: known(path.joulesPerWork),
    },
    naive: naive.map(({ rule, workPerSec, powerW, joulesPerTh }) => ({
      label: rule,
      hashRateThPerSec: known(workPerSec),
      powerW: powerW === null ? null : known(powerW),
      joulesPerTh: joulesPerTh === null ? null : known(joulesPerTh),
    })),
    fleet: fleetByEfficiency(path, series, settings).map(({ label, workPerSec }) => ({
      label,
      hashRateThPerSec: known(workPerSec),
    })),
  };
}

function known(values: Float64Array): MonthlySeries {
  return Array.from(values, (value) => (Number.isFinite(value) ? value : null));
}
