import type { Outcome } from '../../study/index.js';
import { heading, htmlPage } from './html-page.js';
import { outcomeTableSections } from './outcome-table-sections.js';

/** The page of `pow network`: every table with what its columns mean. */
export function networkPage({ title, summary, tables }: Outcome): string {
  const content = tables.flatMap((table) => [heading(table.title), ...outcomeTableSections(table)]);
  return htmlPage(title, summary.join(' '), content);
}
