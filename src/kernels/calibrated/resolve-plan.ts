import type { Chip } from '../../chips/chip/chip.js';
import { ln } from '../../foundation/numeric/portable-math.js';
import type { Provenance } from '../../foundation/quantity/estimate.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { physicalFormFor } from '../forms/form-table.js';
import { deviceFigures } from '../roofline/chip-figures.js';
import type { DeviceFigures } from '../roofline/device-figures.js';
import type { ExecMode } from '../roofline/exec-mode.js';
import type { KernelContext, PhysicalForm } from '../roofline/physical-form.js';
import { threeRegimeForm } from '../roofline/three-regime-form.js';
import { WEIGHT_COPIES } from '../roofline/weight-copies.js';
import type { Calibration, ErrorQuantiles } from './calibration/calibration.js';
import { operatorDtype, operatorVariant } from './calibration/calibration-group.js';
import { dtypeRelatives } from './calibration/dtype-relatives.js';
import { ANY, type Found, type FoundEntry, findCalibration, type Wanted } from './calibration/find-calibration.js';
import { meanParameters } from './fit/transfer.js';
import { type ResidualSurface, readResidual } from './residual/residual-surface.js';

/** Everything that is fixed for one kind of operator on one chip, found once and used for every shape. */
export interface EstimatePlan {
  readonly form: PhysicalForm;
  readonly parameters: Float64Array;
  readonly device: DeviceFigures;
  readonly context: KernelContext;
  readonly provenance: Provenance;
  readonly errors: ErrorQuantiles;
  /** Null where no residual carries over: foreign architectures get only scaled physics. */
  readonly residual: PlanResidual | null;
}

/** A residual surface with the parameters and the device that its features are taken with. */
export interface PlanResidual {
  readonly surface: ResidualSurface;
  readonly parameters: Float64Array;
  readonly device: DeviceFigures;
  /** Reused for every shape. */
  readonly features: Float64Array;
}

/**
 * A sibling errs more than the device itself by about as much as two versions of one kernel library on one device. Where
 * no donor could be left out, foreign widths are those typical of the others (docs/fidelity.md).
 */
const SIBLING_FACTOR = 1.5;
/** A format whose fits are borrowed from another format errs more. */
const BORROWED_FORMAT_FACTOR = 1.5;
const FOREIGN: ErrorQuantiles = { q50: 0.2, q90: 0.65 };
/** Chips that are not GPUs run kernels nobody has timed here: a factor of 3 either way. */
const UNLIKE: ErrorQuantiles = { q50: ln(1.6), q90: ln(3) };

/** Finds what is known about operators like `op` on a chip. */
export function resolvePlan(
  op: Operator,
  chip: Chip,
  calibrations: readonly Calibration[],
  wanted: Wanted = ANY,
): EstimatePlan {
  const device = deviceFigures(chip);
  const found = findCalibration(op, chip, calibrations, wanted);
  if (found === null || (chip.kind !== 'gpu' && found.relation !== 'own')) {
    return analyticPlan(op, chip, device, UNLIKE);
  }
  const { entry } = found.entries[0]!;
  const form = physicalFormFor(op, entry.library);
  return {
    form,
    parameters: planParameters(form, found, device),
    device,
    context: {
      exec: entry.exec as ExecMode,
      weightCopies: WEIGHT_COPIES.single,
      library: entry.library,
      variant: operatorVariant(op),
    },
    provenance: found.relation === 'own' && sameWidth(op, entry.dtype) ? 'calibrated' : 'transferred',
    errors: errorsOf(found, op),
    residual: found.relation === 'foreign' ? null : residualOf(form, found.entries[0]!),
  };
}

function residualOf(form: PhysicalForm, { calibration, entry }: FoundEntry): PlanResidual | null {
  if (entry.residual === null) return null;
  return {
    surface: readResidual(entry.residual, form.featureNames.length),
    parameters: Float64Array.from(form.parameters, (spec) => entry.parameters[spec.name] ?? spec.typical),
    device: calibration.figures,
    features: new Float64Array(form.featureNames.length),
  };
}

/** Whether a fit in one format speaks of the operator's format without scaling. */
function sameWidth(op: Operator, fitted: string): boolean {
  return dtypeRelatives(operatorDtype(op))[0]?.some((dtype) => dtype === fitted) ?? false;
}

function errorsOf(found: Found, op: Operator): ErrorQuantiles {
  const { seen } = found.entries[0]!.entry;
  switch (found.relation) {
    case 'own':
      return seen;
    case 'sibling':
      return { q50: seen.q50 * SIBLING_FACTOR, q90: seen.q90 * SIBLING_FACTOR };
    case 'foreign':
      return foreignErrors(found, op);
  }
}

/** The widest of what the donors say of each other, wider again where even the number format is borrowed. */
function foreignErrors({ entries }: Found, op: Operator): ErrorQuantiles {
  const known = entries.flatMap(({ entry }) => (entry.leftOut === null ? [] : [entry.leftOut]));
  const factor = sameWidth(op, entries[0]!.entry.dtype) ? 1 : BORROWED_FORMAT_FACTOR;
  if (known.length === 0) return { q50: FOREIGN.q50 * factor, q90: FOREIGN.q90 * factor };
  return {
    q50: factor * Math.max(...known.map(({ q50 }) => q50)),
    q90: factor * Math.max(...known.map(({ q90 }) => q90)),
  };
}

/** A device's own fit and a sibling's hold as they are; foreign ones are averaged and scaled to the device. */
function planParameters(form: PhysicalForm, found: Found, device: DeviceFigures): Float64Array {
  if (found.relation === 'foreign') return meanParameters(form, found.entries, device);
  const { parameters } = found.entries[0]!.entry;
  return Float64Array.from(form.parameters, (spec) => parameters[spec.name] ?? spec.typical);
}

/** Typical shares of peak and bandwidth with the chip's own launch floor. */
function analyticPlan(op: Operator, chip: Chip, device: DeviceFigures, errors: ErrorQuantiles): EstimatePlan {
  const form = threeRegimeForm;
  const parameters = Float64Array.from(form.parameters, (spec) =>
    spec.name === 't0' ? Math.max(1e-3, chip.launchFloorSec.value * 1e6) : spec.typical,
  );
  const context: KernelContext = {
    exec: 'graph',
    weightCopies: WEIGHT_COPIES.single,
    library: 'none',
    variant: operatorVariant(op),
  };
  return { form, parameters, device, context, provenance: 'analytic', errors, residual: null };
}
