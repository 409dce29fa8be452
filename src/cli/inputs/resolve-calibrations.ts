import { join } from 'node:path';
import { UserError } from '../../foundation/errors/user-error.js';
import { bundledCalibrations, type Calibration, parseCalibration } from '../../kernels/index.js';
import { files } from '../files/recorded-files.js';

/** The bundled calibrations, and the one beside the chip file that the user named (`local.calibration.json`). */
export function calibrationsFor(chipName: string, folder = '.'): readonly Calibration[] {
  const stem = chipName.replace(/\.(ya?ml|json)$/i, '');
  const base = /[/\\]/.test(chipName) || stem !== chipName ? stem : join(folder, 'chips', chipName);
  const file = `${base}.calibration.json`;
  if (files.state(file) === null) return bundledCalibrations();
  try {
    return [parseCalibration(JSON.parse(new TextDecoder().decode(files.read(file)))), ...bundledCalibrations()];
  } catch (error) {
    const found = `It is no calibration: ${String((error as Error).message).slice(0, 200)}`;
    throw new UserError([
      { code: 'bad-calibration', file, line: null, path: '', found, fix: 'Write it again with bench run --as-chip.' },
    ]);
  }
}
