import { exp, ln } from '../../foundation/portable-math.js';
import type { Donor } from './find-calibration.js';
import type { Prior } from './fit-form.js';
import type { PhysicalForm } from './physical-form.js';

/** Weighted geometric mean of each parameter over donors; a parameter that no donor has stays typical. */
export function meanParameters(form: PhysicalForm, donors: readonly Donor[]): Float64Array {
  return Float64Array.from(transferPrior(form, donors).mean, (mean) => exp(mean));
}

/**
 * What donors say of a device before its own rows are seen: the weighted mean of their ln-parameters, and a spread between
 * the prior's and that of the donors, because three or four devices are too few to tell a small spread from luck.
 */
export function transferPrior(form: PhysicalForm, donors: readonly Donor[]): Prior {
  const mean = new Float64Array(form.parameters.length);
  const sd = new Float64Array(form.parameters.length);
  form.parameters.forEach((spec, i) => {
    let mass = 0;
    let sum = 0;
    for (const { entry, weight } of donors) {
      const value = entry.parameters[spec.name];
      if (value === undefined) continue;
      mass += weight;
      sum += weight * ln(value);
    }
    const centre = mass === 0 ? ln(spec.typical) : sum / mass;
    let squares = 0;
    for (const { entry, weight } of donors) {
      const value = entry.parameters[spec.name];
      if (value !== undefined) squares += weight * (ln(value) - centre) * (ln(value) - centre);
    }
    mean[i] = centre;
    sd[i] = Math.sqrt((2 * spec.lnSd * spec.lnSd + squares) / (2 + mass));
  });
  return { mean, sd };
}
