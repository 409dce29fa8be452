import { exp, ln, normalQuantile } from '../../../foundation/portable-math.js';
import { type Concentration, concentration } from '../../metrics/concentration.js';
import { operatorSizes } from '../../metrics/operator-sizes.js';
import type { Fleet } from '../fleet.js';
import type { OperatorCohort, PoolSizes } from './ladder-scenario.js';

/** Holders of equal size, counted once. */
type Holders = { size: number; count: number }[];

/** Work rate that runs in each cohort: every vintage stands in all of them by capacity and runs where it pays. */
export function cohortWork(
  fleet: Fleet,
  lnHashprice: number,
  cohorts: readonly OperatorCohort[],
  electricityFactor: number,
): number[] {
  return cohorts.map(({ usdPerKwh, capacityShare }) => {
    const lnPrice = ln(usdPerKwh * electricityFactor);
    let work = 0;
    for (let v = 0; v < fleet.count; v++) {
      if (fleet.lnStopCost[v]! + lnPrice <= lnHashprice) work += fleet.installed[v]!;
    }
    return work * capacityShare;
  });
}

/** Concentration over operators and over pools with those who mine alone. Null where nothing runs. */
export function operatorConcentration(
  workOfCohorts: readonly number[],
  cohorts: readonly OperatorCohort[],
  pools: PoolSizes | null,
): { readonly operators: Concentration | null; readonly pools: Concentration | null } {
  const operators: Holders = cohorts.flatMap((cohort, j) =>
    workOfCohorts[j]! > 0 ? operatorSizes(workOfCohorts[j]!, cohort) : [],
  );
  if (pools === null) return { operators: concentration(operators), pools: null };
  const total = workOfCohorts.reduce((sum, work) => sum + work, 0);
  const alone = operators.map(({ size, count }) => ({ size: size * (1 - pools.pooledShare), count }));
  const pooled = pools.pooledShare > 0 && total > 0 ? operatorSizes(total * pools.pooledShare, pools) : [];
  return { operators: concentration(operators), pools: concentration([...pooled, ...alone]) };
}

/** The cohorts of a log-normal: equal steps of its cumulative share, each at its own median price. */
export function lognormalCohorts(
  medianUsdPerKwh: number,
  logSd: number,
  cohorts: number,
  sizes: { readonly operators: number; readonly exponent: number },
): OperatorCohort[] {
  return Array.from({ length: cohorts }, (_, j) => ({
    usdPerKwh: medianUsdPerKwh * exp(logSd * normalQuantile((j + 0.5) / cohorts)),
    capacityShare: 1 / cohorts,
    ...sizes,
  }));
}
