import type { Chip } from '../../chips/chip.js';
import type { Provenance } from '../../foundation/estimate.js';
import { exp, ln } from '../../foundation/portable-math.js';
import type { Operator } from '../../workloads/operator.js';
import type { ExecMode } from '../timings/timing-row.js';
import type { Calibration, ErrorQuantiles } from './calibration.js';
import { operatorVariant } from './calibration-group.js';
import { deviceFigures } from './chip-figures.js';
import type { DeviceFigures } from './device-figures.js';
import { type Found, findCalibration } from './find-calibration.js';
import { physicalFormFor } from './form-table.js';
import { threeRegimeForm } from './forms/three-regime-form.js';
import type { KernelContext, PhysicalForm } from './physical-form.js';

/** Everything that is fixed for one kind of operator on one chip, found once and used for every shape. */
export interface EstimatePlan {
  readonly form: PhysicalForm;
  readonly parameters: Float64Array;
  readonly device: DeviceFigures;
  readonly context: KernelContext;
  readonly provenance: Provenance;
  readonly errors: ErrorQuantiles;
}

/**
 * Half-widths for fits of other devices, 50 % and 90 % in ln: a sibling's from the spread between versions of one
 * kernel on one device, a foreign architecture's from leaving each calibrated device out in turn (docs/fidelity.md).
 */
const SIBLING_FACTOR = 1.5;
const FOREIGN: ErrorQuantiles = { q50: 0.2, q90: 0.65 };
/** Chips that are not GPUs run kernels nobody has timed here: a factor of 3 either way. */
const UNLIKE: ErrorQuantiles = { q50: ln(1.6), q90: ln(3) };

export function resolvePlan(op: Operator, chip: Chip, calibrations: readonly Calibration[]): EstimatePlan {
  const device = deviceFigures(chip);
  if (chip.kind !== 'gpu') return analyticPlan(op, chip, device, UNLIKE);
  const found = findCalibration(op, chip.id, chip.architecture, calibrations);
  if (found === null) return analyticPlan(op, chip, device, UNLIKE);
  const { entry } = found.entries[0]!;
  const form = physicalFormFor(op, entry.library);
  return {
    form,
    parameters: meanParameters(form, found),
    device,
    context: { exec: entry.exec as ExecMode, weightCopies: 1, library: entry.library, variant: operatorVariant(op) },
    provenance: found.relation === 'own' && entry.dtype === dtypeOf(op) ? 'calibrated' : 'transferred',
    errors: errorsOf(found),
  };
}

function dtypeOf(op: Operator): string {
  return op.kind === 'hash' ? '' : op.dtype;
}

function errorsOf(found: Found): ErrorQuantiles {
  const { seen } = found.entries[0]!.entry;
  switch (found.relation) {
    case 'own':
      return seen;
    case 'sibling':
      return { q50: seen.q50 * SIBLING_FACTOR, q90: seen.q90 * SIBLING_FACTOR };
    case 'foreign':
      return { q50: Math.max(FOREIGN.q50, seen.q50), q90: Math.max(FOREIGN.q90, seen.q90) };
  }
}

/** Geometric mean of each parameter over the entries; a parameter that no entry has stays typical. */
function meanParameters(form: PhysicalForm, found: Found): Float64Array {
  return Float64Array.from(form.parameters, (spec) => {
    let sum = 0;
    let count = 0;
    for (const { entry } of found.entries) {
      const value = entry.parameters[spec.name];
      if (value === undefined) continue;
      sum += ln(value);
      count++;
    }
    return count === 0 ? spec.typical : exp(sum / count);
  });
}

/** Typical shares of peak and bandwidth with the chip's own launch floor. */
function analyticPlan(op: Operator, chip: Chip, device: DeviceFigures, errors: ErrorQuantiles): EstimatePlan {
  const form = threeRegimeForm;
  const parameters = Float64Array.from(form.parameters, (spec) =>
    spec.name === 't0' ? Math.max(1e-3, chip.launchFloorSec.value * 1e6) : spec.typical,
  );
  const context: KernelContext = { exec: 'graph', weightCopies: 1, library: 'none', variant: operatorVariant(op) };
  return { form, parameters, device, context, provenance: 'analytic', errors };
}
