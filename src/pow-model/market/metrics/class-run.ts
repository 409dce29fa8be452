import { WEEKS_PER_YEAR } from '../../../foundation/quantity/time-spans.js';
import type { MachineOffer } from '../fleet/machine-offer.js';
import type { ClassMarket } from '../fleet/market-input.js';
import type { FleetPath } from '../fleet/market-outcome.js';
import { workAttackUsd } from './attack-cost.js';

/** Figures of one class of work in one run. Means are over the last year, sums over the horizon. */
export interface ClassRun {
  readonly workPerSec: number;
  /** Null where no machine of the class makes tokens. */
  readonly tokensPerSec: number | null;
  readonly powerW: number;
  /** Energy and capital, USD a year. */
  readonly costUsdPerYear: number;
  readonly revenueUsdPerYear: number;
  /** Paid for machines and energy over the horizon, USD. */
  readonly machineAndEnergyUsd: number;
  readonly workAttackUsd: number;
  /** Share of the work rate by machine, in the order of the offers. */
  readonly machineShares: readonly number[];
}

/** First week of the last year. */
export function lastYearStart(weeks: number): number {
  return Math.max(0, weeks - Math.round(WEEKS_PER_YEAR));
}

function sumFrom(values: Float64Array, start: number): number {
  let sum = 0;
  for (let week = start; week < values.length; week++) sum += values[week]!;
  return sum;
}

/** Reduces a path to its figures. `offers` and `workFactors` are in the order of the path's machines. */
export function classRun(
  path: FleetPath,
  market: ClassMarket,
  offers: readonly MachineOffer[],
  workFactors: readonly number[],
  workAttackShare: number,
): ClassRun {
  const start = lastYearStart(path.steps);
  const weeks = path.steps - start;
  const perYear = WEEKS_PER_YEAR / weeks;
  const workPerSec = sumFrom(path.workPerSec, start) / weeks;
  let tokens = 0;
  let anyTokens = false;
  const machineShares = offers.map((offer, m) => {
    const machines = sumFrom(path.activeMachines[m]!, start) / weeks;
    const profile = market.machines.find((machine) => machine.profile.id === offer.id)!.profile;
    if (profile.tokensPerSec.value !== null) {
      anyTokens = true;
      tokens += machines * profile.tokensPerSec.value * workFactors[m]!;
    }
    return workPerSec > 0 ? (machines * offer.workPerSec) / workPerSec : 0;
  });
  return {
    workPerSec,
    tokensPerSec: anyTokens ? tokens : null,
    powerW: sumFrom(path.powerW, start) / weeks,
    costUsdPerYear: (sumFrom(path.electricityUsdPerStep, start) + sumFrom(path.capitalUsdPerStep, start)) * perYear,
    revenueUsdPerYear: sumFrom(path.revenueUsdPerStep, start) * perYear,
    machineAndEnergyUsd: sumFrom(path.electricityUsdPerStep, 0) + sumFrom(path.machineUsdPerStep, 0),
    workAttackUsd: workAttackUsd(workPerSec, workAttackShare, offers, path.steps / WEEKS_PER_YEAR),
    machineShares,
  };
}
