import type { OutcomeTable } from './outcome-table.js';

/** How a figure is shown: a share, money, a bare number, a number with a metric prefix, the same with its unit. */
export type FigureStyle = 'percent' | 'usd' | 'digits' | 'prefixed' | 'prefixed-unit';

/** A line of a headline. */
export interface HeadlineLine {
  readonly metric: string;
  readonly title: string;
  readonly style: FigureStyle;
}

/** The figures that a reader wants first: a cut of a table in long form, a line a metric and a column a value of `across`. */
export interface Headline {
  readonly title: string;
  /** What all its figures have in common, such as how rules were made equal. */
  readonly caption: string;
  /** Id of the table. */
  readonly table: string;
  /** Cells that rows of the table must have, by column. */
  readonly where: Readonly<Record<string, string>>;
  readonly across: string;
  readonly columns: readonly string[];
  readonly lines: readonly HeadlineLine[];
  /** Whether lines without any figure stay, as dashes. */
  readonly keepsEmptyLines: boolean;
  readonly notes: readonly string[];
}

/** Everything that was found, as tables with what they mean: text, pages, CSV and Parquet are made from it. */
export interface Outcome {
  readonly kind: string;
  /** Small letters, digits and dashes. */
  readonly name: string;
  readonly title: string;
  /** The paid work, where tables do not name it row by row. */
  readonly work: string;
  /** The findings in sentences. */
  readonly summary: readonly string[];
  readonly headlines: readonly Headline[];
  /** Whether a terminal gets the first headline alone: the rest stands in the report. */
  readonly brief: boolean;
  readonly tables: readonly OutcomeTable[];
  /** What was taken as given. */
  readonly assumptions: readonly string[];
}
