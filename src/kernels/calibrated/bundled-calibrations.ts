import { calibrations } from '../calibrations/calibrations.generated.js';
import type { Calibration } from './calibration/calibration.js';

let loaded: readonly Calibration[] | null = null;

/**
 * The calibrations that ship with the package, by device name. They are written by `formatCalibration`, and a test parses
 * each, so that they are not checked again at every start.
 */
export function bundledCalibrations(): readonly Calibration[] {
  loaded ??= Object.keys(calibrations)
    .sort()
    .map((name) => calibrations[name] as Calibration);
  return loaded;
}
