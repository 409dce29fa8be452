import { join } from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import type { TimingTable } from '../../kernels/index.js';
import { TimingCollector } from '../../kernels/timings/parse-timings.js';
import { files } from '../files/recorded-files.js';

/** Tables that lie beside timing tables and are none. */
const OTHER_TABLES = new Set(['device-specs.csv', 'sources.csv']);

/**
 * Streams a timing table, or every table under a folder in the order of their names.
 *
 * @throws UserError where the path is missing, holds no table or is none; faults of rows are returned, not thrown
 */
export async function readTimings(path: string, isKnownDevice: (device: string) => boolean): Promise<TimingTable> {
  const state = files.state(path);
  if (state === null) throw pathError(path, 'There is no such file or folder.');
  const tables = state.kind === 'folder' ? tablesUnder(path) : [path];
  if (tables.length === 0) throw pathError(path, 'The folder holds no .csv table.');
  const rows: TimingTable['rows'][number][] = [];
  const problems: Problem[] = [];
  for (const file of tables) {
    const table = await readTable(file, isKnownDevice);
    for (const row of table.rows) rows.push(row);
    for (const problem of table.problems) problems.push(problem);
  }
  if (rows.length === 0 && problems.some(({ code }) => code === 'bad-header' || code === 'empty-table'))
    throw new UserError(problems);
  return { rows, problems };
}

function tablesUnder(folder: string): string[] {
  return files.list(folder).flatMap((name) => {
    const path = join(folder, name);
    if (files.state(path)?.kind === 'folder') return tablesUnder(path);
    return name.endsWith('.csv') && !OTHER_TABLES.has(name) ? [path] : [];
  });
}

async function readTable(file: string, isKnownDevice: (device: string) => boolean): Promise<TimingTable> {
  const collector = new TimingCollector(file, isKnownDevice);
  const parser = parse({ bom: true, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
  Readable.from(files.pieces(file))
    .on('error', (error) => parser.destroy(error))
    .pipe(parser);
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
