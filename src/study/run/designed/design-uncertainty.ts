import { ln } from '../../../foundation/numeric/portable-math.js';
import { createStream } from '../../../foundation/numeric/random-stream.js';
import type { Band } from '../../../foundation/quantity/estimate.js';
import type { Executor } from '../../../foundation/record/executor.js';
import type { DesignedInput } from '../../../pow-model/market/design/index.js';
import {
  latinHypercube,
  type MorrisEffect,
  morrisDesign,
  morrisEffects,
  type SobolIndex,
  sobolDesign,
  sobolIndicesOf,
} from '../../../search/index.js';
import { spreadOfRuns } from '../../../stats/spread-of-runs.js';
import { DESIGN_UNCERTAINTIES } from './design-uncertainties.js';
import type { DesignedPoint, DesignedPoints } from './designed-points.js';

/** Two ways of paying over the same draws. Bands are medians with p5 and p95. */
export interface PaidComparison {
  readonly draws: number;
  /** The first over the second. */
  readonly compute: Band;
  readonly joulesPerWork: Band;
  readonly usdPerWork: Band;
  readonly sameChipShare: number;
  readonly noChipShare: { readonly first: number; readonly second: number };
  /** Variance of the log of the compute ratio, by input. */
  readonly sobol: readonly ({ readonly name: string } & SobolIndex)[];
  readonly morris: readonly ({ readonly name: string } & MorrisEffect)[];
}

const MORRIS_TRAJECTORIES = 20;
/** Points of one job: fixed, so that the division does not depend on the number of workers. */
const POINTS_PER_JOB = 64;

/**
 * Runs two payments, USD a year, at common draws and splits the variance of their compute ratio. The points go to the
 * executor in ranges; the result is the same for any number of workers.
 */
export async function comparePayments(
  base: DesignedInput,
  firstUsdPerYear: number,
  secondUsdPerYear: number,
  draws: number,
  seed: string | number,
  executor: Executor,
): Promise<PaidComparison> {
  const dimensions = DESIGN_UNCERTAINTIES.length;
  const cube = latinHypercube(draws, dimensions, createStream(seed, 'economy/draws'));
  const drawn = Array.from({ length: draws }, (_, i) =>
    Array.from(cube.subarray(i * dimensions, (i + 1) * dimensions)),
  );
  const sobol = sobolDesign(dimensions, draws, createStream(seed, 'economy/sobol'));
  const morris = morrisDesign(dimensions, MORRIS_TRAJECTORIES, createStream(seed, 'economy/morris'));
  const points = [...drawn, ...sobol.points, ...morris.points];
  const pairs = await pairsAt(base, points, [firstUsdPerYear, secondUsdPerYear], executor);
  const atDraws = pairs.slice(0, draws);
  const lnRatios = pairs.slice(draws).map(([first, second]) => ln(first!.workPerSec / second!.workPerSec));
  const ratio = (figure: (outcome: DesignedPoint) => number) =>
    spreadOfRuns(atDraws.map(([first, second]) => figure(first!) / figure(second!)));
  const share = (test: (first: DesignedPoint, second: DesignedPoint) => boolean) =>
    atDraws.filter(([first, second]) => test(first!, second!)).length / draws;
  const named = <T>(list: readonly T[]) => list.map((one, d) => ({ name: DESIGN_UNCERTAINTIES[d]!.name, ...one }));
  return {
    draws,
    compute: ratio((outcome) => outcome.workPerSec),
    joulesPerWork: ratio((outcome) => outcome.joulesPerWork),
    usdPerWork: ratio((outcome) => outcome.usdPerWorkYear),
    sameChipShare: share((first, second) => first.generationLabel === second.generationLabel),
    noChipShare: {
      first: share((first) => first.generationNm === null),
      second: share((_, second) => second.generationNm === null),
    },
    sobol: named(sobolIndicesOf(sobol, lnRatios)),
    morris: named(morrisEffects(morris, lnRatios.slice(sobol.points.length))),
  };
}

/** Every payment at every point, in the order of the points. */
export async function pairsAt(
  base: DesignedInput,
  points: readonly (readonly number[])[],
  workUsdPerYear: readonly number[],
  executor: Executor,
): Promise<DesignedPoint[][]> {
  const jobs: DesignedPoints[] = [];
  for (let from = 0; from < points.length; from += POINTS_PER_JOB) {
    jobs.push({ base, points: points.slice(from, from + POINTS_PER_JOB), workUsdPerYear });
  }
  return (await executor.map<DesignedPoints, DesignedPoint[][]>('designed-points', jobs)).flat();
}
