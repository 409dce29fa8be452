import { exp, ln } from '../../../foundation/numeric/portable-math.js';
import type { FitRow, PhysicalForm } from '../../roofline/physical-form.js';
import { fitResidual } from '../residual/fit-residual.js';
import { type ResidualSurface, readResidual, residualAt, type StoredResidual } from '../residual/residual-surface.js';
import { fitForm, type Prior, specPrior } from './fit-form.js';
import { shapeFold } from './shape-fold.js';

/** Fewer rows than this cannot tell a surface from noise. */
const FEWEST_RESIDUAL_ROWS = 14;
export const FOLDS = 5;

/** A form with its parameters and, where there are rows enough, its residual surface. */
export interface GroupFit {
  readonly form: PhysicalForm;
  readonly parameters: Float64Array;
  readonly stored: StoredResidual | null;
  readonly residual: ResidualSurface | null;
}

/** Fits one group of rows of one device: physical parameters first, then the residual surface on what they leave. */
export function fitGroup(
  form: PhysicalForm,
  rows: readonly FitRow[],
  prior: Prior = specPrior(form.parameters),
  withResidual = true,
): GroupFit {
  const { parameters } = fitForm(form, rows, prior);
  const width = form.featureNames.length;
  if (!withResidual || rows.length < FEWEST_RESIDUAL_ROWS || width === 0) {
    return { form, parameters, stored: null, residual: null };
  }
  const features = rows.map((row) => {
    const out = new Float64Array(width);
    form.features(parameters, row.op, row.device, row.context, out);
    return out;
  });
  const targets = rows.map((row) =>
    ln(row.microseconds / form.microseconds(parameters, row.op, row.device, row.context)),
  );
  const stored = fitResidual(features, targets);
  return { form, parameters, stored, residual: readResidual(stored, width) };
}

/** Microseconds that a fitted group predicts for a row, floored by the ideal roofline. */
export function predictRow(fit: GroupFit, row: FitRow): number {
  const { form, parameters, residual } = fit;
  let microseconds = form.microseconds(parameters, row.op, row.device, row.context);
  if (residual !== null) {
    const features = new Float64Array(form.featureNames.length);
    form.features(parameters, row.op, row.device, row.context, features);
    microseconds *= exp(residualAt(residual, features));
  }
  return Math.max(microseconds, form.rooflineMicroseconds(row.op, row.device, row.context));
}

/** Prediction of each row by fits that never saw its shape, in the order of the rows. */
export function crossValidate(form: PhysicalForm, rows: readonly FitRow[], prior?: Prior): Float64Array {
  const predicted = new Float64Array(rows.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const fit = fitGroup(
      form,
      rows.filter((row) => shapeFold(row.op, FOLDS) !== fold),
      prior,
    );
    rows.forEach((row, i) => {
      if (shapeFold(row.op, FOLDS) === fold) predicted[i] = predictRow(fit, row);
    });
  }
  return predicted;
}
