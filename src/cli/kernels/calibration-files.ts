import { join } from 'node:path';
import { UserError } from '../../foundation/errors/user-error.js';
import { bundledCalibrations, type Calibration, parseCalibration } from '../../kernels/index.js';
import { files } from '../files/recorded-files.js';

/**
 * The calibrations of the package, with those of a folder added; a device in both is taken from the folder.
 *
 * @throws UserError naming every file that is no calibration
 */
export function loadCalibrations(folder: string | undefined): readonly Calibration[] {
  if (folder === undefined) return bundledCalibrations();
  if (files.state(folder)?.kind !== 'folder') throw new UserError([problem(folder, 'There is no such folder.')]);
  const problems: ReturnType<typeof problem>[] = [];
  const own: Calibration[] = [];
  for (const name of files.list(folder)) {
    if (!name.endsWith('.json')) continue;
    const file = join(folder, name);
    try {
      own.push(parseCalibration(JSON.parse(new TextDecoder().decode(files.read(file)))));
    } catch (error) {
      problems.push(problem(file, error instanceof Error ? error.message.slice(0, 300) : String(error)));
    }
  }
  if (problems.length > 0) throw new UserError(problems);
  const devices = new Set(own.map((calibration) => calibration.device));
  return [...own, ...bundledCalibrations().filter((calibration) => !devices.has(calibration.device))];
}

function problem(file: string, found: string) {
  const fix = 'Give a folder that siliconomics kernels calibrate wrote.';
  return { code: 'bad-calibration', file, line: null, path: '', found, fix };
}
