import { columnMeaning } from './column-meanings.js';

/**
 * What a column does in its table. Key columns together name a row; `chip` and `workload` say what its figures are of.
 * A table with a `metric` column is in long form: `metric` names the figure of a row, `unit` its unit, and `value`,
 * `low` and `high` hold it. In any other table each `figure` column holds a figure of its own.
 */
export type ColumnRole =
  | 'key'
  | 'figure'
  | 'text'
  | 'chip'
  | 'workload'
  | 'metric'
  | 'unit'
  | 'value'
  | 'low'
  | 'high'
  | 'reason';

/** A column: its unit, `1` for shares and counts, null for text and where a unit column says it. */
export interface OutcomeColumn {
  readonly name: string;
  readonly unit: string | null;
  /** What the cells say, in a phrase. */
  readonly meaning: string;
  readonly role: ColumnRole;
}

/** A cell: text or a number, null where a figure does not apply. */
export type OutcomeCell = string | number | null;

/** A part of an outcome: everything that is printed, drawn as a table or written to a file is a cut of such tables. */
export interface OutcomeTable {
  /** Name of its file, such as `machines`. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly OutcomeColumn[];
  readonly rows: readonly (readonly OutcomeCell[])[];
  /** What a reader must know beside the meanings of the columns. */
  readonly notes: readonly string[];
}

/** A column of any role. */
export function column(role: ColumnRole, name: string, unit: string | null = null): OutcomeColumn {
  return { name, unit, meaning: columnMeaning(name), role };
}

/** A column that is part of what names a row. */
export function keyColumn(name: string, unit: string | null = null): OutcomeColumn {
  return column('key', name, unit);
}

/** A column of figures in a unit. */
export function figureColumn(name: string, unit: string): OutcomeColumn {
  return column('figure', name, unit);
}

/** A column of text that says something of a row. */
export function textColumn(name: string): OutcomeColumn {
  return column('text', name);
}
