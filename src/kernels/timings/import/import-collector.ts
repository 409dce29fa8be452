import type { Problem } from '../../../foundation/errors/user-error.js';
import type { TimingCells } from '../format-timings.js';
import { readTimingRecord } from '../read-timing-record.js';
import { type ColumnIndex, TIMING_COLUMNS } from '../timing-schema.js';

/** What the file of another tool does not say of its rows. */
export interface ImportLabels {
  /** Name of the file in messages. */
  readonly file: string;
  /** Device of all rows; null takes the file's own column where it has one. */
  readonly device: string | null;
  /** Key of the table in the `source` column. */
  readonly source: string;
  readonly licence: string;
  /** Whether collectives between machines are taken; the schema cannot tell them from those inside one. */
  readonly acrossNodes: boolean;
}

/** Rows in our schema, and everything of the file that did not become one. */
export interface ImportedTimings {
  readonly rows: readonly TimingCells[];
  readonly problems: readonly Problem[];
}

const INDEX = Object.fromEntries(TIMING_COLUMNS.map((column, i) => [column, i])) as ColumnIndex;

/** Row numbers that one message lists before it only counts. */
const LISTED_ROWS = 20;

/** Validates imported rows with the reader of timing tables; equal faults become one message with all row numbers. */
export class ImportCollector {
  readonly #file: string;
  readonly #rows: TimingCells[] = [];
  readonly #faults = new Map<string, number[]>();
  readonly #problems: Problem[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  /** Takes a row if the timing reader would; `number` is its line in text, its position from 1 in Parquet. */
  add(cells: TimingCells, number: number): void {
    const result = readTimingRecord(
      TIMING_COLUMNS.map((column) => String(cells[column] ?? '')),
      INDEX,
      number,
    );
    if ('row' in result) this.#rows.push(cells);
    else for (const fault of result.faults) this.reject(fault, number);
  }

  /** Leaves a row out for a reason. */
  reject(fault: string, number: number): void {
    const known = this.#faults.get(fault);
    if (known === undefined) this.#faults.set(fault, [number]);
    else known.push(number);
  }

  /** Reports something of the file as a whole. */
  report(code: string, found: string, fix: string): void {
    this.#problems.push({ code, file: this.#file, line: 1, path: '', found, fix });
  }

  finish(): ImportedTimings {
    for (const [fault, numbers] of this.#faults) {
      const more = numbers.length > LISTED_ROWS ? ` and ${numbers.length - LISTED_ROWS} more` : '';
      this.#problems.push({
        code: 'bad-row',
        file: this.#file,
        line: numbers[0]!,
        path: '',
        found: `${fault} (${numbers.length === 1 ? 'row' : 'rows'} ${numbers.slice(0, LISTED_ROWS).join(', ')}${more})`,
        fix: 'What is named was left out; everything else was imported.',
      });
    }
    this.#faults.clear();
    return { rows: this.#rows, problems: this.#problems.sort((a, b) => (a.line ?? 0) - (b.line ?? 0)) };
  }
}
