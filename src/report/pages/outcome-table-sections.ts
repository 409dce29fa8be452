import type { OutcomeTable } from '../../study/outcome/outcome-table.js';
import { outcomeCellText } from '../tables/outcome-text.js';
import { bulletList, type Html, htmlTable, paragraph } from './html-page.js';

/** A table of an outcome as it is, with its notes and what its columns mean. */
export function outcomeTableSections({ title, columns, rows, notes }: OutcomeTable): Html[] {
  return [
    htmlTable(
      title,
      columns.map(({ name }) => name),
      rows.map((row) => row.map(outcomeCellText)),
    ),
    ...notes.map(paragraph),
    bulletList(columns.map(({ name, meaning, unit }) => `${name}: ${meaning}${unit === null ? '' : `, ${unit}`}`)),
  ];
}
