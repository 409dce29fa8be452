import { ln } from '../../../foundation/numeric/portable-math.js';
import { physicalFormFor } from '../../forms/form-table.js';
import type { DeviceFigures } from '../../roofline/device-figures.js';
import type { PhysicalForm } from '../../roofline/physical-form.js';
import type { TimingRow } from '../../timings/timing-row.js';
import type { Calibration, CalibrationEntry } from '../calibration/calibration.js';
import { fitRow, groupRows } from '../calibration/calibration-group.js';
import { errorQuantiles } from './error-quantiles.js';
import { fitForm, specPrior } from './fit-form.js';
import { crossValidate, fitGroup, predictRow } from './fit-group.js';
import { tightPrior } from './transfer.js';

/** Fewer rows than this say too little of a group to commit it. */
const FEWEST_ROWS = 15;

/**
 * Fits every group of one device's rows, with interval widths from 5 folds by shape. `date` is written down as given;
 * nothing else of the day enters, so equal rows give equal bytes. Without residuals only the physics is fitted, and the
 * widths are those of the fit itself.
 */
export function calibrate(
  rows: readonly TimingRow[],
  device: DeviceFigures,
  date: string,
  { residuals, fewestRows = FEWEST_ROWS }: { residuals: boolean; fewestRows?: number } = { residuals: true },
): Calibration {
  const entries: CalibrationEntry[] = [];
  for (const group of groupRows(rows.map((row) => fitRow(row, device)))) {
    if (group.rows.length < fewestRows) continue;
    const form = physicalFormFor(group.rows[0]!.op, group.key.library);
    const fit = fitGroup(form, group.rows, specPrior(form.parameters), residuals);
    const heldOut = residuals ? crossValidate(form, group.rows) : group.rows.map((row) => predictRow(fit, row));
    entries.push({
      ...group.key,
      rows: group.rows.length,
      sources: [...new Set(group.rows.map((row) => row.source))].sort(),
      parameters: named(form, fit.parameters),
      transfer: named(form, fitForm(form, group.rows, tightPrior(form)).parameters),
      residual: fit.stored === null ? null : fit.stored.map((tree) => [...tree]),
      seen: roundQuantiles(errorQuantiles(group.rows.map((row, i) => Math.abs(ln(heldOut[i]! / row.microseconds))))),
      leftOut: null,
    });
  }
  return { schemaVersion: 1, device: device.id, date, figures: device, entries };
}

function named(form: PhysicalForm, values: Float64Array): Record<string, number> {
  return Object.fromEntries(form.parameters.map((spec, i) => [spec.name, shorten(values[i]!)]));
}

export function roundQuantiles({ q50, q90 }: { q50: number; q90: number }) {
  return { q50: shorten(q50), q90: shorten(q90) };
}

/** Four significant digits: more would state what the rows do not know. */
function shorten(value: number): number {
  return Number(value.toPrecision(4));
}
