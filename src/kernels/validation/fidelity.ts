import { ln } from '../../foundation/numeric/portable-math.js';
import type { Calibration } from '../calibrated/calibration/calibration.js';
import { fitRow, groupRows } from '../calibrated/calibration/calibration-group.js';
import { findCalibration } from '../calibrated/calibration/find-calibration.js';
import { crossValidate, fitGroup, predictRow } from '../calibrated/fit/fit-group.js';
import { predictFromOthers } from '../calibrated/fit/left-out.js';
import { transferPrior } from '../calibrated/fit/transfer.js';
import { physicalFormFor } from '../forms/form-table.js';
import type { DeviceFigures } from '../roofline/device-figures.js';
import type { FitRow } from '../roofline/physical-form.js';
import type { TimingRow } from '../timings/timing-row.js';
import { spaceFillingRows } from './space-filling.js';

/** A row with a prediction by a model that never saw it. */
export interface HeldOutRow {
  readonly row: FitRow;
  readonly microseconds: number;
  /** Promised half-width of the 90 % interval in ln; null where none was promised. */
  readonly q90: number | null;
}

/** Groups with fewer rows are not scored where rows must be held out of them. */
const FEWEST_ROWS = 15;

/** ln(predicted / measured). */
export function lnError({ row, microseconds }: HeldOutRow): number {
  return ln(microseconds / row.microseconds);
}

/** Every row of one device predicted by fits of its group that never saw its shape. */
export function seenDeviceErrors(rows: readonly TimingRow[], device: DeviceFigures): HeldOutRow[] {
  return groupRows(rows.map((row) => fitRow(row, device))).flatMap((group) => {
    if (group.rows.length < FEWEST_ROWS) return [];
    const form = physicalFormFor(group.rows[0]!.op, group.key.library);
    const predicted = crossValidate(form, group.rows);
    return group.rows.map((row, i) => ({ row, microseconds: predicted[i]!, q90: null }));
  });
}

/** Every row of one device predicted from the calibrations of other devices alone. */
export function leftOutErrors(
  rows: readonly TimingRow[],
  device: DeviceFigures,
  others: readonly Calibration[],
): HeldOutRow[] {
  return predictFromOthers(rows, device, others).flatMap((group) =>
    group.rows.map((row, i) => ({ row, microseconds: group.microseconds[i]!, q90: group.q90 })),
  );
}

/**
 * Rows of one device predicted from the others' parameters and `given` rows of its own, chosen to fill the space of
 * shapes; the given rows are not scored.
 */
export function givenRowsErrors(
  rows: readonly TimingRow[],
  device: DeviceFigures,
  others: readonly Calibration[],
  given: number,
  seed: number,
): HeldOutRow[] {
  return groupRows(rows.map((row) => fitRow(row, device))).flatMap((group) => {
    if (group.rows.length < 2 * given) return [];
    const { op } = group.rows[0]!;
    const found = findCalibration(op, device, others, { exec: group.key.exec, library: group.key.library });
    const form = physicalFormFor(op, group.key.library);
    const prior = found === null ? undefined : transferPrior(form, found.entries, device);
    const chosen = new Set(spaceFillingRows(group.rows, given, seed));
    const fit = fitGroup(
      form,
      group.rows.filter((_, i) => chosen.has(i)),
      prior,
      false,
    );
    return group.rows.flatMap((row, i) =>
      chosen.has(i) ? [] : [{ row, microseconds: predictRow(fit, row), q90: null }],
    );
  });
}
