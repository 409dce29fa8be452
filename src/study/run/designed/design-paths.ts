import { createStream } from '../../../foundation/numeric/random-stream.js';
import type { Band } from '../../../foundation/quantity/estimate.js';
import type { Executor } from '../../../foundation/record/executor.js';
import type { DesignedInput } from '../../../pow-model/market/design/index.js';
import { latinHypercube } from '../../../search/index.js';
import { spreadOfRuns } from '../../../stats/spread-of-runs.js';
import { DESIGN_UNCERTAINTIES } from './design-uncertainties.js';
import { pairsAt } from './design-uncertainty.js';

/** One payment over the years; bands are medians with p5 and p95 over the draws. */
export interface DesignPath {
  readonly ruleId: string;
  readonly years: readonly number[];
  readonly workPerSec: readonly Band[];
  readonly joulesPerWork: readonly Band[];
  readonly usdPerWorkYear: readonly Band[];
  /** Share of the draws in which each chip is the one on sale, year by year. */
  readonly chips: readonly { readonly label: string; readonly shares: readonly number[] }[];
}

/** Draws of a path: enough for its 5th percentile, few enough to be quick. */
const MOST_PATH_DRAWS = 100;

/** Every payment at common draws at the end of each year of the horizon. */
export async function designPaths(
  base: DesignedInput,
  payments: readonly { readonly ruleId: string; readonly workUsdPerYear: number }[],
  draws: number,
  seed: string | number,
  executor: Executor,
): Promise<DesignPath[]> {
  const dimensions = DESIGN_UNCERTAINTIES.length;
  const count = Math.min(draws, MOST_PATH_DRAWS);
  const cube = latinHypercube(count, dimensions, createStream(seed, 'economy/paths'));
  const points = Array.from({ length: count }, (_, i) =>
    Array.from(cube.subarray(i * dimensions, (i + 1) * dimensions)),
  );
  const years = Array.from({ length: Math.floor(base.horizonYears) }, (_, i) => i + 1);
  const pays = payments.map((one) => one.workUsdPerYear);
  const byYear = await Promise.all(
    years.map((horizonYears) => pairsAt({ ...base, horizonYears }, points, pays, executor)),
  );
  const labels = [base.reference.label, ...base.options.map((option) => option.label)];
  return payments.map(({ ruleId }, p) => {
    const at = byYear.map((draw) => draw.map((outcomes) => outcomes[p]!));
    return {
      ruleId,
      years,
      workPerSec: at.map((outcomes) => spreadOfRuns(outcomes.map((one) => one.workPerSec))),
      joulesPerWork: at.map((outcomes) => spreadOfRuns(outcomes.map((one) => one.joulesPerWork))),
      usdPerWorkYear: at.map((outcomes) => spreadOfRuns(outcomes.map((one) => one.usdPerWorkYear))),
      chips: labels.map((label) => ({
        label,
        shares: at.map((outcomes) => outcomes.filter((one) => one.generationLabel === label).length / count),
      })),
    };
  });
}
