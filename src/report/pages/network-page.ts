import type { Outcome } from '../../study/index.js';
import { outcomeCellText } from '../tables/outcome-text.js';
import { bulletList, heading, htmlPage, htmlTable, paragraph } from './html-page.js';

/** The page of `pow network`: every table with what its columns mean. */
export function networkPage({ title, summary, tables }: Outcome): string {
  const content = tables.flatMap(({ title: caption, columns, rows, notes }) => [
    heading(caption),
    htmlTable(
      caption,
      columns.map(({ name }) => name),
      rows.map((row) => row.map(outcomeCellText)),
    ),
    ...notes.map(paragraph),
    bulletList(columns.map(({ name, meaning, unit }) => `${name}: ${meaning}${unit === null ? '' : `, ${unit}`}`)),
  ]);
  return htmlPage(title, summary.join(' '), content);
}
