/** A cell of a table; null is written as an empty cell. */
export type Cell = string | number | bigint | boolean | null;

/** A table as RFC 4180 text with a header line; rows must be as long as the header. */
export function csvText(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [header, ...rows].map((row) => {
    if (row.length !== header.length)
      throw new Error(`csv: a row of ${row.length} cells under a header of ${header.length}`);
    return row.map(csvCell).join(',');
  });
  return `${lines.join('\n')}\n`;
}

/** Quotes a cell where the format asks for it. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
