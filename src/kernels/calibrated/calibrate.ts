import { ln } from '../../foundation/portable-math.js';
import type { TimingRow } from '../timings/timing-row.js';
import type { Calibration, CalibrationEntry } from './calibration.js';
import { fitRow, groupRows } from './calibration-group.js';
import type { DeviceFigures } from './device-figures.js';
import { errorQuantiles } from './error-quantiles.js';
import { fitForm } from './fit-form.js';
import { physicalFormFor } from './form-table.js';
import type { FitRow, PhysicalForm } from './physical-form.js';
import { shapeFold } from './shape-fold.js';

/** Fewer rows than this say too little of a group to commit it. */
const FEWEST_ROWS = 15;
const FOLDS = 5;

/** Fits every group of one device's rows. `date` is written down as given; nothing else of the day enters. */
export function calibrate(rows: readonly TimingRow[], device: DeviceFigures, date: string): Calibration {
  const entries: CalibrationEntry[] = [];
  for (const group of groupRows(rows.map((row) => fitRow(row, device)))) {
    if (group.rows.length < FEWEST_ROWS) continue;
    const form = physicalFormFor(group.rows[0]!.op, group.key.library);
    const fit = fitForm(form, group.rows);
    entries.push({
      ...group.key,
      rows: group.rows.length,
      sources: [...new Set(group.rows.map((row) => row.source))].sort(),
      parameters: Object.fromEntries(form.parameters.map((spec, i) => [spec.name, shorten(fit.parameters[i]!)])),
      residual: null,
      seen: errorQuantiles(heldOutErrors(form, group.rows)),
    });
  }
  return { schemaVersion: 1, device: device.id, date, figures: device, entries };
}

/** |ln| error of each row when its shape was not fitted on. */
function heldOutErrors(form: PhysicalForm, rows: readonly FitRow[]): number[] {
  const errors: number[] = [];
  for (let fold = 0; fold < FOLDS; fold++) {
    const train = rows.filter((row) => shapeFold(row.op, FOLDS) !== fold);
    const { parameters } = fitForm(form, train);
    for (const row of rows) {
      if (shapeFold(row.op, FOLDS) !== fold) continue;
      const predicted = form.microseconds(parameters, row.op, row.device, row.context);
      errors.push(Math.abs(ln(predicted / row.microseconds)));
    }
  }
  return errors;
}

/** Four significant digits: more would state what the rows do not know. */
function shorten(value: number): number {
  return Number(value.toPrecision(4));
}
