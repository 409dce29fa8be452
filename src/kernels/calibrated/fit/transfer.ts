import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import type { DeviceFigures } from '../../roofline/device-figures.js';
import type { ExecMode } from '../../roofline/exec-mode.js';
import type { ParameterSpec, PhysicalForm } from '../../roofline/physical-form.js';
import type { Donor } from '../calibration/find-calibration.js';
import { type Prior, specPrior } from './fit-form.js';

/**
 * Launch and dependent-instruction latencies are numbers of cycles: over four GPUs the launch of a bf16 product is 3.9 to
 * 5.2 thousand cycles, but 1.8 to 3.7 us. Where the host's time is inside a timing they are not.
 */
const CYCLE_PARAMETERS: readonly string[] = ['t0', 'tk'];
const HOST_TIMED: readonly ExecMode[] = ['event', 'eager', 'nccl-tests'];

/** Fits that are to be averaged are held this much closer to the common prior, so that trade-offs settle alike. */
const TRANSFER_PRIOR_SHARE = 0.35;

/** The prior of fits that other devices borrow. */
export function tightPrior(form: PhysicalForm): Prior {
  const { mean, sd } = specPrior(form.parameters);
  return { mean, sd: sd.map((value) => value * TRANSFER_PRIOR_SHARE) };
}

type Clock = Pick<DeviceFigures, 'clockHz'>;

/** ln of a donor's parameter as it would be on the device; null where the donor has none. */
function lentParameter({ calibration, entry }: Donor, spec: ParameterSpec, device: Clock): number | null {
  const value = entry.transfer[spec.name];
  if (value === undefined) return null;
  const cycles = CYCLE_PARAMETERS.includes(spec.name) && !HOST_TIMED.includes(entry.exec as ExecMode);
  return ln(cycles ? (value * calibration.figures.clockHz) / device.clockHz : value);
}

/** Weighted geometric mean of each parameter over donors, scaled to the device; a parameter that no donor has stays typical. */
export function meanParameters(form: PhysicalForm, donors: readonly Donor[], device: Clock): Float64Array {
  return Float64Array.from(transferPrior(form, donors, device).mean, (mean) => exp(mean));
}

/**
 * What donors say of a device before its own rows are seen: the weighted mean of their ln-parameters, and a spread between
 * the prior's and that of the donors, because three or four devices are too few to tell a small spread from luck.
 */
export function transferPrior(form: PhysicalForm, donors: readonly Donor[], device: Clock): Prior {
  const mean = new Float64Array(form.parameters.length);
  const sd = new Float64Array(form.parameters.length);
  form.parameters.forEach((spec, i) => {
    let mass = 0;
    let sum = 0;
    for (const donor of donors) {
      const value = lentParameter(donor, spec, device);
      if (value === null) continue;
      mass += donor.weight;
      sum += donor.weight * value;
    }
    const centre = mass === 0 ? ln(spec.typical) : sum / mass;
    let squares = 0;
    for (const donor of donors) {
      const value = lentParameter(donor, spec, device);
      if (value !== null) squares += donor.weight * (value - centre) * (value - centre);
    }
    mean[i] = centre;
    sd[i] = Math.sqrt((2 * spec.lnSd * spec.lnSd + squares) / (2 + mass));
  });
  return { mean, sd };
}
