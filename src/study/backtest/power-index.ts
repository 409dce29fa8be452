import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import { type Month, monthOf } from '../../pow-model/history/month.js';

/** Estimated power and efficiency by month, which a user brings because their licence forbids shipping them. */
export type PowerIndex = ReadonlyMap<Month, { readonly powerW: number; readonly joulesPerTh: number }>;

const COLUMNS = ['date', 'efficiency_est_j_per_th', 'power_gw'] as const;

/**
 * Reads the index from comma-separated text with a header line that has at least the columns `date` (2017-03),
 * `efficiency_est_j_per_th` (J/TH) and `power_gw` (GW). Rows that are no month or lack a figure are skipped; a figure
 * that is no positive number is a mistake. Throws a UserError with all of them.
 */
export function parsePowerIndex(text: string, file: string): PowerIndex {
  const lines = text.split(/\r?\n/);
  const header = (lines[0] ?? '').split(',').map((cell) => cell.trim());
  const at = COLUMNS.map((name) => header.indexOf(name));
  const missing = COLUMNS.filter((_, i) => at[i]! < 0);
  if (missing.length > 0) {
    throw new UserError([
      {
        code: 'missing-column',
        file,
        line: 1,
        path: '',
        found: `The header lacks ${missing.join(', ')}.`,
        fix: `Give a table with the columns ${COLUMNS.join(', ')}.`,
      },
    ]);
  }
  const index = new Map<Month, { powerW: number; joulesPerTh: number }>();
  const problems: Problem[] = [];
  for (let i = 1; i < lines.length; i++) {
    const cells = lines[i]!.split(',');
    const [date, joules, power] = at.map((column) => (cells[column] ?? '').trim());
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(date!) || joules === '' || power === '') continue;
    const entry = { powerW: Number(power) * 1e9, joulesPerTh: Number(joules) };
    if (entry.powerW > 0 && entry.joulesPerTh > 0) index.set(monthOf(date!), entry);
    else {
      problems.push({
        code: 'not-a-figure',
        file,
        line: i + 1,
        path: date!,
        found: `"${joules}" J/TH and "${power}" GW are not two positive numbers.`,
        fix: 'Correct the row or leave the figure empty.',
      });
    }
  }
  if (problems.length > 0) throw new UserError(problems);
  return index;
}
