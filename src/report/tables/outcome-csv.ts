import type { Outcome } from '../../study/index.js';
import { csvText } from './write-csv.js';

/** Every table of an outcome as CSV, by file name. */
export function outcomeCsvFiles({ tables }: Pick<Outcome, 'tables'>): ReadonlyMap<string, string> {
  return new Map(
    tables.map(({ id, columns, rows }) => [
      `${id}.csv`,
      csvText(
        columns.map(({ name }) => name),
        rows,
      ),
    ]),
  );
}
