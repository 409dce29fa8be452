import { calibrations } from '../calibrations.generated.js';
import { type Calibration, parseCalibration } from './calibration.js';

let parsed: readonly Calibration[] | null = null;

/** The calibrations that ship with the package, by device name; parsed on first use. */
export function bundledCalibrations(): readonly Calibration[] {
  parsed ??= Object.keys(calibrations)
    .sort()
    .map((name) => parseCalibration(calibrations[name]));
  return parsed;
}
