import { parse } from 'csv-parse/sync';
import type { Compressors } from 'hyparquet/src/index.js';
import { UserError } from '../../../foundation/errors/user-error.js';
import { importAiconfigurator, isAiconfigurator } from './aiconfigurator-table.js';
import { ImportCollector, type ImportedTimings, type ImportLabels } from './import-collector.js';
import type { SourceRecord } from './source-record.js';
import { importVidurCollective, isVidurCollective } from './vidur-collective.js';
import { importVidurMlp, isVidurMlp } from './vidur-mlp.js';

/** Rows of one table that are read; the largest public one has 2 million. */
const MOST_ROWS = 5_000_000;

/**
 * Reads a timing table of another tool: a Vidur profile (`mlp.csv`, `send_recv.csv`, `all_reduce.csv`) or an aiconfigurator
 * table (Parquet or CSV) of gemm, attention or mixture-of-experts kernels. Which it is, is read off its columns.
 * `compressors` are decoders of Parquet pages by codec, beside Snappy.
 *
 * @throws UserError where the file is none of these or cannot be decoded; faults of rows are returned
 * @example await importTimings(new TextEncoder().encode(csvText), labels, {})
 */
export async function importTimings(
  bytes: Uint8Array,
  labels: ImportLabels,
  compressors: Compressors,
): Promise<ImportedTimings> {
  const isParquet = bytes.length >= 4 && String.fromCharCode(...bytes.subarray(0, 4)) === 'PAR1';
  const { header, records } = isParquet
    ? await readParquet(bytes, labels.file, compressors)
    : readCsv(bytes, labels.file);
  const out = new ImportCollector(labels.file);
  if (isVidurMlp(header)) importVidurMlp(header, records, labels, out);
  else if (isVidurCollective(header)) importVidurCollective(header, records, labels, out);
  else if (isAiconfigurator(header)) importAiconfigurator(header, records, labels, out);
  else {
    const columns = header.slice(0, 12).join(', ').slice(0, 300);
    throw fileError(labels.file, `The columns (${columns}) are those of no table that is known.`);
  }
  return out.finish();
}

interface SourceTable {
  readonly header: readonly string[];
  readonly records: readonly SourceRecord[];
}

async function readParquet(bytes: Uint8Array, file: string, compressors: Compressors): Promise<SourceTable> {
  const buffer = bytes.slice().buffer;
  try {
    // Loaded where a table is read: every other use of the kernels does without it.
    const { parquetMetadata, parquetReadObjects } = await import('hyparquet/src/index.js');
    const metadata = parquetMetadata(buffer);
    if (metadata.num_rows > MOST_ROWS) throw new Error(`it has ${metadata.num_rows} rows, more than ${MOST_ROWS}`);
    const header = metadata.schema.slice(1).map(({ name }) => name);
    const rows = await parquetReadObjects({ file: buffer, metadata, compressors });
    return { header, records: rows.map((cells, i) => ({ number: i + 1, cells })) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw fileError(file, `The Parquet file cannot be read: ${reason.slice(0, 200)}.`);
  }
}

function readCsv(bytes: Uint8Array, file: string): SourceTable {
  let parsed: readonly { record: string[]; info: { lines: number } }[];
  try {
    parsed = parse(new TextDecoder().decode(bytes), {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as typeof parsed;
  } catch (error) {
    throw fileError(file, `The CSV cannot be read: ${(error instanceof Error ? error.message : '').slice(0, 200)}`);
  }
  const header = (parsed[0]?.record ?? []).map((cell) => cell.trim());
  const records = parsed.slice(1).map(({ record, info }) => ({
    number: info.lines,
    cells: Object.fromEntries(header.map((column, i) => [column, record[i] ?? ''])),
  }));
  return { header, records };
}

function fileError(file: string, found: string): UserError {
  const fix = 'Give a Vidur profile (mlp.csv, send_recv.csv, all_reduce.csv) or an aiconfigurator table.';
  return new UserError([{ code: 'bad-import', file, line: null, path: '', found, fix }]);
}
