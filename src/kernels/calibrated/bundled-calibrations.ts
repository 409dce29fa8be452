import { calibrations, residuals } from '../calibrations/calibrations.generated.js';
import type { Calibration, CalibrationEntry } from './calibration/calibration.js';

/** What the build leaves in place of a calibration: every entry without its residual. */
interface CalibrationHead extends Omit<Calibration, 'entries'> {
  readonly entries: readonly Omit<CalibrationEntry, 'residual'>[];
}

let loaded: readonly Calibration[] | null = null;

/**
 * The calibrations that ship with the package, by device name. They are written by `formatCalibration`, and a test parses
 * each, so that they are not checked again at every start. The residuals of a device, which are most of its text, are
 * parsed when one of them is first read.
 */
export function bundledCalibrations(): readonly Calibration[] {
  loaded ??= Object.keys(calibrations)
    .sort()
    .map((name) => withResiduals(calibrations[name] as CalibrationHead, () => residuals[name] as Residuals));
  return loaded;
}

/** Of each entry of a device, in order. */
type Residuals = readonly CalibrationEntry['residual'][];

function withResiduals(head: CalibrationHead, parse: () => Residuals): Calibration {
  let parsed: Residuals | null = null;
  const entries = head.entries.map((entry, index) => ({
    ...entry,
    get residual() {
      parsed ??= parse();
      return parsed[index] ?? null;
    },
  }));
  return { ...head, entries };
}
