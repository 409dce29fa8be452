import { exp, lgamma, ln } from '../../foundation/numeric/portable-math.js';
import type { YieldModel } from './die-yield.js';

/** A die whose equal units may be fused off, such as the SMs of a GPU. */
export interface Harvest {
  readonly units: number;
  /** Units that a sold part has at least. */
  readonly sellableUnits: number;
  /** Share of the die that the units take; a defect elsewhere kills the die. */
  readonly unitAreaShare: number;
}

const STEPS = 400;

/**
 * Share of dies with at least `sellableUnits` working units and nothing broken outside them. Defects of one die are Poisson
 * given its own density, which the negative binomial draws from a gamma distribution (Stapper, IBM J. Res. Dev. 1989), so that
 * a clustered wafer kills many units of few dies. Murphy and Seeds have no such density here and are refused.
 *
 * Area in mm2, density in defects a cm2. Equals `dieYield` where every unit must work.
 *
 * @throws RangeError for other yield models or more sellable units than there are
 * @example harvestYield(826, 0.09, { kind: 'negative-binomial', clustering: 3 }, { units: 128, sellableUnits: 108,
 *   unitAreaShare: 0.7 }) // 0.81
 */
export function harvestYield(areaMm2: number, defectsPerCm2: number, model: YieldModel, harvest: Harvest): number {
  if (harvest.sellableUnits > harvest.units) throw new RangeError('more units are sold than the die has');
  const defects = (areaMm2 / 100) * defectsPerCm2;
  if (model.kind === 'poisson') return sellableShare(defects, harvest);
  if (model.kind !== 'negative-binomial') throw new RangeError(`harvest needs poisson or negative-binomial`);
  if (defects === 0) return 1;
  const alpha = model.clustering;
  // Gamma with shape alpha and mean one; substituting x = t / (1 - t) maps it onto the unit interval.
  const scale = alpha * ln(alpha) - lgamma(alpha);
  let share = 0;
  let weight = 0;
  for (let step = 0; step < STEPS; step++) {
    const t = (step + 0.5) / STEPS;
    const x = t / (1 - t);
    const density = exp(scale + (alpha - 1) * ln(x) - alpha * x) / ((1 - t) * (1 - t));
    weight += density;
    share += density * sellableShare(defects * x, harvest);
  }
  return share / weight;
}

/** Share sellable at a given mean of defects a die: binomial over units, none allowed elsewhere. */
function sellableShare(defects: number, { units, sellableUnits, unitAreaShare }: Harvest): number {
  const inUnits = defects * unitAreaShare;
  const elsewhere = exp(-(defects - inUnits));
  const works = exp(-inUnits / units);
  if (works === 1) return elsewhere;
  const odds = (1 - works) / works;
  // So many defects that no unit works in the digits of a double.
  if (odds === Number.POSITIVE_INFINITY) return sellableUnits === 0 ? elsewhere : 0;
  let term = exp(-inUnits);
  let sum = term;
  for (let broken = 1; broken <= units - sellableUnits; broken++) {
    term *= ((units - broken + 1) / broken) * odds;
    sum += term;
  }
  return elsewhere * Math.min(1, sum);
}
