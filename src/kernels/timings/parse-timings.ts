import { parse } from 'csv-parse/sync';
import type { Problem } from '../../foundation/errors/user-error.js';
import { readTimingRecord } from './read-timing-record.js';
import type { TimingRow } from './timing-row.js';
import { type ColumnIndex, indexColumns } from './timing-schema.js';

/** The rows of a table that can be used, and every record that cannot, with its line. */
export interface TimingTable {
  readonly rows: readonly TimingRow[];
  readonly problems: readonly Problem[];
}

const RECORD_FIX = 'Correct the row; it was left out and the other rows were read.';

/**
 * Collects rows of one table record by record, so that a caller may stream a file of any size through it.
 * `isKnownDevice` decides which device names the chip catalog has; rows of others are reported once a device.
 */
export class TimingCollector {
  readonly rows: TimingRow[] = [];
  readonly problems: Problem[] = [];
  readonly #file: string;
  readonly #isKnownDevice: (device: string) => boolean;
  readonly #unknown = new Map<string, { line: number; count: number }>();
  #index: ColumnIndex | null = null;
  #columns = 0;
  #broken = false;

  constructor(file: string, isKnownDevice: (device: string) => boolean) {
    this.#file = file;
    this.#isKnownDevice = isKnownDevice;
  }

  /** Takes one record, the header first; `line` is the line on which it ends. */
  add(cells: readonly string[], line: number): void {
    if (this.#broken) return;
    if (this.#index === null) {
      this.#readHeader(cells, line);
      return;
    }
    if (cells.length !== this.#columns) {
      this.#report(
        'wrong-cell-count',
        line,
        `The row has ${cells.length} cells where the header has ${this.#columns}.`,
      );
      return;
    }
    const result = readTimingRecord(cells, this.#index, line);
    if ('faults' in result) {
      for (const fault of result.faults) this.#report('bad-cell', line, fault);
      return;
    }
    if (this.#isKnownDevice(result.row.device)) {
      this.rows.push(result.row);
      return;
    }
    const seen = this.#unknown.get(result.row.device);
    if (seen === undefined) this.#unknown.set(result.row.device, { line, count: 1 });
    else seen.count += 1;
  }

  /** Ends the table: what was read, and the problems in the order of their lines. */
  finish(): TimingTable {
    if (this.#index === null && !this.#broken) this.#report('empty-table', 1, 'The table has no header.');
    for (const [device, { line, count }] of this.#unknown) {
      this.problems.push({
        code: 'unknown-device',
        file: this.#file,
        line,
        path: '',
        found: `Device "${device.slice(0, 60)}" is not in the chip catalog (${count} row${count === 1 ? '' : 's'}).`,
        fix: 'Name a chip of the catalog or add the name to the aliases of one; the rows were left out.',
      });
    }
    this.#unknown.clear();
    return { rows: this.rows, problems: this.problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  }

  #readHeader(cells: readonly string[], line: number): void {
    const { index, faults } = indexColumns(cells.map((cell) => cell.trim()));
    for (const fault of faults) {
      this.#report('bad-header', line, fault, 'Give the table the header of docs/kernel-model.md.');
    }
    this.#broken = faults.length > 0;
    this.#index = index;
    this.#columns = cells.length;
  }

  #report(code: string, line: number, found: string, fix = RECORD_FIX): void {
    this.problems.push({ code, file: this.#file, line, path: '', found, fix });
  }
}

/** Reads a whole timing table from text. Quoted cells may hold commas and line breaks. */
export function parseTimings(text: string, file: string, isKnownDevice: (device: string) => boolean): TimingTable {
  const collector = new TimingCollector(file, isKnownDevice);
  const records = parse(text, {
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  }) as unknown as readonly { record: string[]; info: { lines: number } }[];
  for (const { record, info } of records) collector.add(record, info.lines);
  return collector.finish();
}
