import { exp, ln } from '../../foundation/numeric/portable-math.js';
import type { BitcoinPath, BitcoinSeries, BitcoinSettings } from '../../pow-model/history/bitcoin-run.js';
import { GPU_ERA_INSTALLED, GPU_ERA_JOULES_PER_TH } from '../../pow-model/history/bitcoin-run.js';
import { sitePriceCurve } from '../../pow-model/market/fleet/site-price-curve.js';

/** The part of the running fleet in one class of efficiency, month by month, TH/s. */
export interface EfficiencyClass {
  readonly label: string;
  readonly workPerSec: Float64Array;
}

/** Upper ends of the classes, J/TH: about one for each generation of chips. */
const CLASSES: readonly (readonly [below: number, label: string])[] = [
  [25, 'below 25 J/TH'],
  [45, '25 to 45'],
  [80, '45 to 80'],
  [150, '80 to 150'],
  [500, '150 to 500'],
  [Number.POSITIVE_INFINITY, 'above 500'],
];

/** Running cost of a TH/s for a day at 1 USD/kWh: 24 h x 1e-3 kW/W. */
const KWH_PER_DAY_AND_WATT = 0.024;

/**
 * Which machines do the work of a free run: vintages of the path's additions run where their site's electricity is cheaper
 * than their break-even at the month's hashprice. The classes sum to the path's work rate.
 */
export function fleetByEfficiency(
  path: BitcoinPath,
  series: BitcoinSeries,
  settings: BitcoinSettings,
): EfficiencyClass[] {
  const curve = sitePriceCurve({
    kind: 'lognormal',
    medianUsdPerKwh: settings.usdPerKwh,
    logSd: settings.siteLogSd,
  });
  const months = path.workPerSec.length;
  const classes = CLASSES.map(([, label]) => ({ label, workPerSec: new Float64Array(months) }));
  const vintages = [
    {
      born: 0,
      work: settings.workShare * GPU_ERA_INSTALLED * series.hashRateThPerSec[0]!,
      joules: GPU_ERA_JOULES_PER_TH,
    },
    ...Array.from(path.addedWorkPerSec, (work, born) => ({ born, work, joules: series.newJoulesPerTh[born]! })),
  ].filter(({ work }) => work > 0);
  for (let month = 0; month < months; month++) {
    const lnHashprice = ln(series.revenueUsdPerDay[month]! / path.workPerSec[month]!);
    for (const { born, work, joules } of vintages) {
      const age = month - born;
      if (age < 0 || age > settings.maximumAgeMonths) continue;
      const lnStopCost = ln(joules * KWH_PER_DAY_AND_WATT * settings.pue);
      const position = (lnHashprice - lnStopCost - curve.lnLowest) * curve.inverseStep;
      if (position <= 0) continue;
      const cell = Math.min(Math.floor(position), curve.points - 2);
      const part = Math.min(1, position - cell);
      const share = curve.capacity[cell]! + (curve.capacity[cell + 1]! - curve.capacity[cell]!) * part;
      const survived = exp((-settings.failurePerYear / 12) * age);
      const at = CLASSES.findIndex(([below]) => joules < below);
      classes[at]!.workPerSec[month]! += work * survived * share;
    }
  }
  return classes;
}
