import { join } from 'node:path';
import { builtinCatalog, findChip, resolveChip } from '../../chips/index.js';
import { problemLines } from '../../foundation/errors/problem-lines.js';
import { predictRows, type ValidationGroup, validationGroups } from '../../kernels/validation/validate-timings.js';
import { validationReport } from '../../report/pages/validation-report.js';
import { checkOutputFolder } from '../folders/output-folder.js';
import { writeReport } from '../folders/write-report.js';
import { readTimings } from '../inputs/read-timings.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import { loadCalibrations } from './calibration-files.js';
import type { ValidateArguments } from './options.js';
import { validationTable } from './validation-table.js';

/** Runs `kernels validate`. */
export async function validate(args: ValidateArguments): Promise<void> {
  const startedAt = new Date();
  if (args.out !== undefined) checkOutputFolder(args.out);
  const catalog = builtinCatalog();
  const table = await readTimings(args.timings, (device) => findChip(catalog, device) !== null);
  problemLines(table.problems).forEach(printError);
  const predicted = predictRows(
    table.rows,
    (device) => resolveChip(catalog, device),
    loadCalibrations(args.calibrations),
  );
  const groups = validationGroups(predicted);
  if (args.out !== undefined && predicted.length > 0) {
    const points = predicted.map(({ row, microseconds }) => ({
      kernel: row.operator.kind,
      measuredUs: row.microseconds,
      predictedUs: microseconds,
    }));
    const parts = {
      outcome: { name: 'kernels-validate', work: '', tables: [validationTable(groups)] },
      result: { kind: 'kernels-validate', groups },
      page: await validationReport(points, groupTable(groups)),
      figures: [],
    };
    const resolvedInput = { timings: args.timings, calibrations: args.calibrations ?? null };
    const nothing = { seed: 0, tickSeconds: {}, fingerprint: null, replayed: null };
    await writeReport(args.out, parts, { kind: 'kernels-validate', resolvedInput, ...nothing, startedAt });
    printError(`Report: ${join(args.out, 'report.html')}`);
  }
  if (args.json) printJson({ groups, problems: table.problems });
  else {
    const { header, lines } = groupTable(groups);
    print(formatTable(header, lines));
  }
}

/** Header and cells of the table of groups. */
function groupTable(groups: readonly ValidationGroup[]): { header: string[]; lines: string[][] } {
  const percent = (value: number) => (100 * value).toFixed(1);
  const header = [
    'device',
    'kernel',
    'dtype',
    'exec',
    'from',
    'rows',
    'median APE %',
    'MAPE %',
    'bias %',
    'in 90 % interval',
  ];
  const lines = groups.map((group) => [
    group.device,
    group.kernel,
    group.dtype,
    group.exec,
    group.provenance,
    String(group.n),
    percent(group.medianApe),
    percent(group.mape),
    percent(group.bias),
    percent(group.coverage90),
  ]);
  return { header, lines };
}
