/** One record of another tool's table. */
export interface SourceRecord {
  /** Line in a text file, position from 1 in a Parquet file. */
  readonly number: number;
  readonly cells: Readonly<Record<string, unknown>>;
}

/** A cell as a whole number of at least 1, or null. Parquet gives 64-bit integers as big integers. */
export function wholeNumber(cell: unknown): number | null {
  if (typeof cell === 'string' && cell.trim() === '') return null;
  const value = typeof cell === 'string' || typeof cell === 'bigint' ? Number(cell) : cell;
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 1 ? value : null;
}

/** A cell of milliseconds in microseconds, to a tenth of a nanosecond; what is no number stays as it was, for the reader to name. */
export function toMicroseconds(cell: unknown): string | number {
  const milliseconds = typeof cell === 'number' ? cell : Number(cell);
  const isNumber = cell !== '' && cell !== null && cell !== undefined && Number.isFinite(milliseconds);
  return isNumber ? Math.round(milliseconds * 1e7) / 1e4 : String(cell ?? '').slice(0, 60);
}
