import { exp, ln } from '../../foundation/portable-math.js';
import type { FoundEntry } from './find-calibration.js';
import type { Prior } from './fit-form.js';
import type { PhysicalForm } from './physical-form.js';

/** Geometric mean of each parameter over donors; a parameter that no donor has stays typical. */
export function meanParameters(form: PhysicalForm, donors: readonly FoundEntry[]): Float64Array {
  return Float64Array.from(transferPrior(form, donors).mean, (mean) => exp(mean));
}

/**
 * What donors say of a device before its own rows are seen: the mean of their ln-parameters, and a spread between half
 * the prior's and that of the donors, because three or four devices are too few to tell a small spread from luck.
 */
export function transferPrior(form: PhysicalForm, donors: readonly FoundEntry[]): Prior {
  const mean = new Float64Array(form.parameters.length);
  const sd = new Float64Array(form.parameters.length);
  form.parameters.forEach((spec, i) => {
    const values = donors.flatMap(({ entry }) => {
      const value = entry.parameters[spec.name];
      return value === undefined ? [] : [ln(value)];
    });
    const centre = values.length === 0 ? ln(spec.typical) : values.reduce((sum, v) => sum + v, 0) / values.length;
    const squares = values.reduce((sum, v) => sum + (v - centre) * (v - centre), 0);
    const assumed = spec.lnSd / 2;
    mean[i] = centre;
    sd[i] = Math.sqrt((2 * assumed * assumed + squares) / (2 + values.length));
  });
  return { mean, sd };
}
