import { ln } from '../../../foundation/numeric/portable-math.js';
import { physicalFormFor } from '../../forms/form-table.js';
import type { DeviceFigures } from '../../roofline/device-figures.js';
import type { FitRow } from '../../roofline/physical-form.js';
import type { TimingRow } from '../../timings/timing-row.js';
import type { Calibration } from '../calibration/calibration.js';
import { fitRow, groupName, groupRows } from '../calibration/calibration-group.js';
import { findCalibration } from '../calibration/find-calibration.js';
import { roundQuantiles } from './calibrate.js';
import { errorQuantiles } from './error-quantiles.js';
import { predictRow } from './fit-group.js';
import { meanParameters } from './transfer.js';

/** Rows of one device in groups, each with predictions from the calibrations of other devices alone. */
export function predictFromOthers(
  rows: readonly TimingRow[],
  device: DeviceFigures,
  others: readonly Calibration[],
): { name: string; rows: readonly FitRow[]; microseconds: readonly number[]; q90: number | null }[] {
  return groupRows(rows.map((row) => fitRow(row, device))).flatMap(({ key, rows: group }) => {
    const { op } = group[0]!;
    const foreign = { id: device.id, architecture: `not ${device.architecture}` };
    const found = findCalibration(op, foreign, others, { exec: key.exec, library: key.library });
    const first = found?.entries[0]?.entry;
    if (found === null || first?.exec !== key.exec || first.dtype !== key.dtype) return [];
    const form = physicalFormFor(op, key.library);
    const parameters = meanParameters(form, found.entries, device);
    const fit = { form, parameters, stored: null, residual: null };
    const widths = found.entries.flatMap(({ entry }) => (entry.leftOut === null ? [] : [entry.leftOut.q90]));
    return [
      {
        name: groupName(key),
        rows: group,
        microseconds: group.map((row) => predictRow(fit, row)),
        q90: widths.length === 0 ? null : Math.max(...widths),
      },
    ];
  });
}

/**
 * The same calibrations with the interval widths that a foreign device gets: how far each device is predicted from the
 * others. `rowsOf` gives the rows a calibration was fitted on, by device.
 */
export function withLeftOutErrors(
  calibrations: readonly Calibration[],
  rowsOf: (device: string) => readonly TimingRow[],
): Calibration[] {
  return calibrations.map((calibration) => {
    const others = calibrations.filter((other) => other.device !== calibration.device);
    const groups = new Map(
      predictFromOthers(rowsOf(calibration.device), calibration.figures, others).map((group) => [group.name, group]),
    );
    const entries = calibration.entries.map((entry) => {
      const group = groups.get(groupName(entry as Parameters<typeof groupName>[0]));
      if (group === undefined) return entry;
      const errors = group.rows.map((row, i) => Math.abs(ln(group.microseconds[i]! / row.microseconds)));
      return { ...entry, leftOut: roundQuantiles(errorQuantiles(errors)) };
    });
    return { ...calibration, entries };
  });
}
