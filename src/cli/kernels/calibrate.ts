import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtinCatalog, type Chip, findChip, resolveChip } from '../../chips/index.js';
import { problemLines } from '../../foundation/errors/problem-lines.js';
import { withLeftOutErrors } from '../../kernels/calibrated/fit/left-out.js';
import { calibrate, deviceFigures, formatCalibration, type TimingRow } from '../../kernels/index.js';
import { readTimings } from '../inputs/read-timings.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import type { CalibrateArguments } from './options.js';

/** Runs `kernels calibrate`. */
export async function calibrateTimings(args: CalibrateArguments): Promise<void> {
  const catalog = builtinCatalog();
  const table = await readTimings(args.timings, (device) => findChip(catalog, device) !== null);
  problemLines(table.problems).forEach(printError);
  const date = args.date ?? new Date().toISOString().slice(0, 10);
  const byChip = new Map<Chip, TimingRow[]>();
  for (const row of table.rows) {
    const chip = resolveChip(catalog, row.device);
    const rows = byChip.get(chip);
    if (rows === undefined) byChip.set(chip, [row]);
    else rows.push(row);
  }
  mkdirSync(args.out, { recursive: true });
  const written: { device: string; file: string; rows: number; groups: number; leftOut: number }[] = [];
  const chips = [...byChip.keys()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const calibrations = withLeftOutErrors(
    chips.map((chip) => calibrate(byChip.get(chip)!, deviceFigures(chip), date)),
    (device) => byChip.get(chips.find((chip) => chip.id === device)!)!,
  );
  for (const [i, calibration] of calibrations.entries()) {
    const chip = chips[i]!;
    const rows = byChip.get(chip)!;
    const file = join(args.out, `${chip.id}.json`);
    writeFileSync(file, formatCalibration(calibration));
    const used = calibration.entries.reduce((sum, entry) => sum + entry.rows, 0);
    written.push({
      device: chip.id,
      file,
      rows: used,
      groups: calibration.entries.length,
      leftOut: rows.length - used,
    });
  }
  const badRows = new Set(table.problems.map((problem) => `${problem.file}:${problem.line}`)).size;
  if (args.json) printJson({ calibrations: written, badRows });
  else {
    const header = ['device', 'rows', 'groups', 'rows of groups too small', 'file'];
    const lines = written.map((one) => [one.device, one.rows, one.groups, one.leftOut, one.file].map(String));
    print(formatTable(header, lines));
    if (badRows > 0) print(`${badRows} places in the tables could not be read; see the messages above.`);
  }
}
