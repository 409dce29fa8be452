import { exp, ln, normalQuantile } from '../../../foundation/numeric/portable-math.js';
import type { Fleet } from '../fleet/fleet.js';
import type { OperatorCohort, OperatorSizes, PoolSizes } from '../scenario/market-scenario.js';
import { type Concentration, concentrationOf } from './concentration.js';
import { operatorSizes } from './operator-sizes.js';

/**
 * Work rate that runs in each cohort: every vintage stands in all of them by capacity and runs where it pays. Vintages
 * are summed in order of their stop cost, so that a cohort costs one search and not a pass over the fleet.
 */
export function cohortWork(
  fleet: Fleet,
  lnHashprice: number,
  cohorts: readonly OperatorCohort[],
  electricityFactor: number,
): number[] {
  const order = Array.from({ length: fleet.count }, (_, v) => v).sort(
    (a, b) => fleet.lnStopCost[a]! - fleet.lnStopCost[b]! || a - b,
  );
  const upTo = new Float64Array(fleet.count + 1);
  order.forEach((v, i) => {
    upTo[i + 1] = upTo[i]! + fleet.installed[v]!;
  });
  return cohorts.map(({ usdPerKwh, capacityShare }) => {
    const most = lnHashprice - ln(usdPerKwh * electricityFactor);
    let low = 0;
    let high = fleet.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (fleet.lnStopCost[order[middle]!]! <= most) low = middle + 1;
      else high = middle;
    }
    return upTo[low]! * capacityShare;
  });
}

/** Concentration over operators and over pools with those who mine alone. Null where nothing runs. */
export function operatorConcentration(
  workOfCohorts: readonly number[],
  cohorts: readonly OperatorCohort[],
  pools: PoolSizes | null,
): { readonly operators: Concentration | null; readonly pools: Concentration | null } {
  const sizes: number[] = [];
  const counts: number[] = [];
  const add = (work: number, owners: OperatorSizes) => {
    if (!(work > 0)) return;
    if (owners.operators === 1 || owners.exponent === 0) {
      sizes.push(work / owners.operators);
      counts.push(owners.operators);
      return;
    }
    for (const one of operatorSizes(work, owners)) {
      sizes.push(one.size);
      counts.push(one.count);
    }
  };
  cohorts.forEach((cohort, j) => {
    add(workOfCohorts[j]!, cohort);
  });
  const operators = concentrationOf(Float64Array.from(sizes), Float64Array.from(counts));
  if (pools === null) return { operators, pools: null };
  if (pools.pooledShare === 1) sizes.length = counts.length = 0;
  for (let i = 0; i < sizes.length; i++) sizes[i]! *= 1 - pools.pooledShare;
  const total = workOfCohorts.reduce((sum, work) => sum + work, 0);
  add(total * pools.pooledShare, pools);
  return { operators, pools: concentrationOf(Float64Array.from(sizes), Float64Array.from(counts)) };
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
