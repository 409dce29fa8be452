import { TIMING_COLUMNS, type TimingColumn } from './timing-schema.js';

/** Cells of one row by column; a column that is not named is empty. */
export type TimingCells = Readonly<Partial<Record<TimingColumn, string | number>>>;

/** A timing table as CSV text with the header of the schema; cells with commas, quotes or line breaks are quoted. */
export function formatTimings(rows: readonly TimingCells[]): string {
  const lines = rows.map((row) => TIMING_COLUMNS.map((column) => formatCell(row[column])).join(','));
  return `${[TIMING_COLUMNS.join(','), ...lines].join('\n')}\n`;
}

function formatCell(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
