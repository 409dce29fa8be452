import { writeSync } from 'node:fs';

/** Version of the shape of every `--json` output; docs/json.md documents the shapes. */
export const JSON_SCHEMA_VERSION = 2;

/** Writes one text to standard output, whole even when it is a pipe. */
export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Writes a result as JSON with its schema version in front. */
export function printJson(result: object): void {
  print(JSON.stringify({ schemaVersion: JSON_SCHEMA_VERSION, ...result }, replaceBigInt, 2));
}

/** Writes a message to standard error; a reader that has closed it misses the message, and nothing else is wrong. */
export function printError(text: string): void {
  try {
    writeSync(2, text.endsWith('\n') ? text : `${text}\n`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

function replaceBigInt(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

/** A table in plain text: first column left, others right-aligned. */
export function formatTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(header), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(line)].join('\n');
}
