import type { Outcome, OutcomeCell, OutcomeTable } from '../../study/index.js';
import type { Headline } from '../../study/outcome/outcome.js';
import { headlineTable } from './headline-table.js';

/** What a terminal still shows of a table without wrapping or scrolling away. */
const WIDEST_COLUMNS = 6;
const MOST_ROWS = 60;

/** Lays out a table of text; the caller knows the width of its letters. */
export type TableLayout = (header: readonly string[], rows: readonly (readonly string[])[]) => string;

/**
 * An outcome as plain text: title and findings, its headlines, and what was taken as given. Where there is no headline,
 * the tables that fit a terminal stand in its place.
 */
export function outcomeText(outcome: Outcome, layout: TableLayout): string {
  const { title, summary, headlines, tables, assumptions } = outcome;
  const [first] = headlines;
  if (outcome.brief && first !== undefined) {
    const { header, rows } = headlineTable(tables, first, false);
    return [`${title}: ${first.title}`, first.caption, '', layout(header, rows), ...notesOf(first)].join('\n');
  }
  const heads = headlines.flatMap((headline) => {
    const { header, rows } = headlineTable(tables, headline, false);
    return [`${headline.title}. ${headline.caption}`, '', layout(header, rows), ...notesOf(headline), ''];
  });
  const small = tables.filter(({ columns, rows }) => columns.length <= WIDEST_COLUMNS && rows.length <= MOST_ROWS);
  return [
    title,
    '',
    ...summary,
    ...(summary.length > 0 ? [''] : []),
    ...(headlines.length > 0 ? heads : small.flatMap((table) => [outcomeTableText(table, layout), ''])),
    ...assumptions.map((sentence) => `- ${sentence}`),
  ].join('\n');
}

function notesOf({ notes }: Headline): string[] {
  return notes.map((note) => `- ${note}`);
}

/** A table as plain text, its columns by name. */
export function outcomeTableText({ columns, rows }: OutcomeTable, layout: TableLayout): string {
  return layout(
    columns.map(({ name }) => name),
    rows.map((row) => row.map(outcomeCellText)),
  );
}

/** A cell as text: four digits of a number, a dash where there is none. */
export function outcomeCellText(cell: OutcomeCell): string {
  if (cell === null) return '-';
  if (typeof cell === 'string') return cell;
  return Number.isInteger(cell) ? String(cell) : String(Number(cell.toPrecision(4)));
}
