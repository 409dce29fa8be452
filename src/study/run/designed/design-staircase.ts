import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import { type DesignedInput, type NreCase, simulateDesigned } from '../../../pow-model/market/design/index.js';

/** From this yearly pay for work on, the horizon ends with this chip from so many makers. */
export interface StaircaseStep {
  readonly fromUsdPerYear: number;
  /** Place of the chip in the options; -1 for the hardware of general purpose. */
  readonly option: number;
  readonly makers: number;
}

/** What a market's horizon ends with, for every pay for work; one staircase for each amount of outside demand that counts. */
export interface DesignStaircases {
  /** Label of the general-purpose hardware and of each option. */
  readonly referenceLabel: string;
  readonly optionLabels: readonly string[];
  /**
   * Whether pay and outside demand act as their sum alone: then one staircase over W + omega X says all. They do unless
   * pay grows while outside demand does not.
   */
  readonly bySum: boolean;
  /** omega X of each staircase, USD a year, rising from 0. */
  readonly outsideUsdPerYear: readonly number[];
  readonly steps: Readonly<Record<NreCase, readonly (readonly StaircaseStep[])[]>>;
}

/** Outside demand is looked up to here. */
const HIGHEST_SUM_USD = 1e12;
const SCANNED = 100;
/** Relative width to which a jump is halved down. */
const JUMP_WIDTH = 5e-4;
const OUTSIDE_LEVELS = [0, 1e8, 1e9, 1e10, 1e11, 1e12];

/** Finds every jump of chip or makers between two yearly pays for work. */
export function designStaircases(base: DesignedInput, lowestUsd: number, highestUsd: number): DesignStaircases {
  const bySum = base.growthPerYear === 0;
  const levels = bySum ? [0] : OUTSIDE_LEVELS;
  const stepsOf = (nreCase: NreCase) =>
    levels.map((outsideUsdPerYear) =>
      staircase(
        { ...base, nreCase, outsideUsdPerYear, overlap: 1 },
        lowestUsd,
        bySum ? Math.max(highestUsd, HIGHEST_SUM_USD) : highestUsd,
      ),
    );
  return {
    referenceLabel: base.reference.label,
    optionLabels: base.options.map((option) => option.label),
    bySum,
    outsideUsdPerYear: levels,
    steps: { low: stepsOf('low'), value: stepsOf('value'), high: stepsOf('high') },
  };
}

function staircase(market: DesignedInput, lowestUsd: number, highestUsd: number): StaircaseStep[] {
  const at = (workUsdPerYear: number) => {
    const out = simulateDesigned({ ...market, workUsdPerYear });
    const shipped = out.events.at(-1);
    const option = shipped === undefined ? -1 : market.options.findIndex((one) => one.id === shipped.optionId);
    return { option, makers: out.makers };
  };
  const same = (a: ReturnType<typeof at>, b: ReturnType<typeof at>) => a.option === b.option && a.makers === b.makers;
  const usd = (i: number) => exp(ln(lowestUsd) + (i / SCANNED) * (ln(highestUsd) - ln(lowestUsd)));
  let last = at(usd(0));
  const steps: StaircaseStep[] = [{ fromUsdPerYear: 0, ...last }];
  for (let i = 1; i <= SCANNED; i++) {
    const next = at(usd(i));
    let low = usd(i - 1);
    // Several jumps may lie between two scanned points: each is found from the one before.
    while (!same(last, next)) {
      let from = low;
      let to = usd(i);
      while (to / from > 1 + JUMP_WIDTH) {
        const middle = Math.sqrt(from * to);
        if (same(at(middle), last)) from = middle;
        else to = middle;
      }
      last = at(to);
      steps.push({ fromUsdPerYear: to, ...last });
      low = to;
    }
  }
  return steps;
}

/** The step that a pay for work stands on, with the given outside demand that counts (omega X). */
export function staircaseAt(
  staircases: DesignStaircases,
  nreCase: NreCase,
  workUsdPerYear: number,
  outsideUsdPerYear: number,
): StaircaseStep {
  const { bySum, outsideUsdPerYear: levels } = staircases;
  const visible = bySum ? workUsdPerYear + outsideUsdPerYear : workUsdPerYear;
  let level = 0;
  if (!bySum) {
    for (let i = 1; i < levels.length; i++) {
      const middle = i === 1 ? levels[1]! / 2 : Math.sqrt(levels[i - 1]! * levels[i]!);
      if (outsideUsdPerYear >= middle) level = i;
    }
  }
  const steps = staircases.steps[nreCase][level]!;
  let found = steps[0]!;
  for (const step of steps) if (step.fromUsdPerYear <= visible) found = step;
  return found;
}
