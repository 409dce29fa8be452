import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import type { TimingTable } from '../../kernels/index.js';
import { TimingCollector } from '../../kernels/timings/parse-timings.js';

/** Tables that lie beside timing tables and are none. */
const OTHER_TABLES = new Set(['device-specs.csv', 'sources.csv']);

/**
 * Streams a timing table, or every table under a folder in the order of their names.
 *
 * @throws UserError where the path is missing, holds no table or is none; faults of rows are returned, not thrown
 */
export async function readTimings(path: string, isKnownDevice: (device: string) => boolean): Promise<TimingTable> {
  if (!existsSync(path)) throw pathError(path, 'There is no such file or folder.');
  const files = statSync(path).isDirectory() ? tablesUnder(path) : [path];
  if (files.length === 0) throw pathError(path, 'The folder holds no .csv table.');
  const rows: TimingTable['rows'][number][] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const table = await readTable(file, isKnownDevice);
    for (const row of table.rows) rows.push(row);
    for (const problem of table.problems) problems.push(problem);
  }
  if (rows.length === 0 && problems.some(({ code }) => code === 'bad-header' || code === 'empty-table'))
    throw new UserError(problems);
  return { rows, problems };
}

function tablesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return tablesUnder(path);
      return entry.name.endsWith('.csv') && !OTHER_TABLES.has(entry.name) ? [path] : [];
    });
}

async function readTable(file: string, isKnownDevice: (device: string) => boolean): Promise<TimingTable> {
  const collector = new TimingCollector(file, isKnownDevice);
  const parser = createReadStream(file).pipe(
    parse({ bom: true, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true }),
  );
  for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
    collector.add(record, info.lines);
  }
  return collector.finish();
}

function pathError(path: string, found: string): UserError {
  return new UserError([
    { code: 'bad-timings', file: path, line: null, path: '', found, fix: 'Name a timing table or a folder of them.' },
  ]);
}
