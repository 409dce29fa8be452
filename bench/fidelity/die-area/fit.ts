import { AREA_PRIORS, type AreaConstants } from '../../../src/chips/silicon/area-constants.js';
import { planArea } from '../../../src/chips/silicon/plan-area.js';
import { nearestProcessNode } from '../../../src/chips/silicon/process-node.js';
import { exp, ln } from '../../../src/foundation/numeric/portable-math.js';
import { nelderMead } from '../../../src/search/nelder-mead.js';
import type { MeasuredDie } from './dies.js';

const NAMES = Object.keys(AREA_PRIORS) as (keyof AreaConstants)[];

// Standard deviation of the logarithm of a die's area over the model's: what is left of a fit with the priors free.
const NOISE = 0.08;

export function predictedMm2(die: MeasuredDie, constants: AreaConstants): number {
  const node = nearestProcessNode(die.processNm);
  return planArea(die.plan, node, constants).reduce((total, { mm2 }) => total + mm2, 0);
}

type Linear = { readonly fixed: number; readonly slopes: readonly number[] };

/** Blocks are linear in all constants but the overhead, so that a fit need not walk the floor plan at every step. */
function linearise(die: MeasuredDie): Linear {
  const zero = Object.fromEntries(NAMES.map((name) => [name, 0])) as unknown as AreaConstants;
  const fixed = predictedMm2(die, zero);
  return { fixed, slopes: NAMES.map((name) => predictedMm2(die, { ...zero, [name]: 1 }) - fixed) };
}

/** Maximum a posteriori of the constants: heavy-tailed logarithmic errors of the dies beside the squared pull of the priors. */
export function fitAreaConstants(dies: readonly MeasuredDie[]): AreaConstants {
  const overhead = NAMES.indexOf('overheadShare');
  const lines = dies.map((die) => ({ mm2: die.mm2, ...linearise(die) }));
  const spans = NAMES.map((name) => ln(AREA_PRIORS[name].factor));
  const valuesAt = (steps: readonly number[]) =>
    NAMES.map((name, index) => AREA_PRIORS[name].best * exp(steps[index]! * spans[index]!));
  const loss = (steps: readonly number[]) => {
    const values = valuesAt(steps);
    let sum = 0;
    for (const { mm2, fixed, slopes } of lines) {
      let blocks = fixed;
      for (let index = 0; index < slopes.length; index++) {
        if (index !== overhead) blocks += slopes[index]! * values[index]!;
      }
      const error = ln((blocks * (1 + values[overhead]!)) / mm2) / NOISE;
      // Student's t of four degrees: one odd die should not bend the constants of the others.
      sum += 5 * ln(1 + (error * error) / 4);
    }
    for (const step of steps) sum += step * step;
    return sum;
  };
  const values = valuesAt(bestPoint(loss));
  return Object.fromEntries(NAMES.map((name, index) => [name, values[index]!])) as unknown as AreaConstants;
}

function bestPoint(loss: (steps: readonly number[]) => number): readonly number[] {
  let point: readonly number[] = NAMES.map(() => 0);
  const steps = NAMES.map(() => 0.5);
  // Restarts free a simplex that has gone flat.
  for (let round = 0; round < 4; round++) {
    point = nelderMead(loss, point, steps, { tolerance: 1e-8, maxEvaluations: 1500 }).x;
  }
  return point;
}
