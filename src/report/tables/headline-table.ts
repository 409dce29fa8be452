import type { FigureStyle, Headline, OutcomeCell, OutcomeTable } from '../../study/index.js';
import { DASH, formatPercent, formatSi, formatUsd, threeDigits } from './format-figure.js';

/** A headline with its figures as text. */
export interface HeadlineTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Why cells are dashes, one sentence each without repeats. */
  readonly reasons: readonly string[];
}

/** Metrics against rules: medians, with their intervals where asked, and dashes where a metric does not apply. */
export function headlineTable(tables: readonly OutcomeTable[], headline: Headline, withBands: boolean): HeadlineTable {
  const table = tables.find(({ id }) => id === headline.table)!;
  const find = (line: string, across: string) => rowOf(table, headline, line, across);
  const reasons = new Set<string>();
  const rows = headline.lines.flatMap(({ metric, title, style }) => {
    const cells = headline.columns.map((across) => {
      const row = find(metric, across);
      const reason = row === null ? null : named(table, row, 'reason');
      if (reason !== null) reasons.add(`${across}, ${metric}: ${reason}`);
      return row === null ? DASH : cellText(table, row, style, withBands);
    });
    return headline.keepsEmptyLines || cells.some((cell) => cell !== DASH) ? [[title, ...cells]] : [];
  });
  return { header: ['', ...headline.columns], rows, reasons: [...reasons] };
}

type Row = readonly OutcomeCell[];

function rowOf({ columns, rows }: OutcomeTable, headline: Headline, metric: string, across: string): Row | null {
  const metricAt = columns.findIndex(({ role }) => role === 'metric');
  const wanted = columns.map(({ name }) => (name === headline.across ? across : (headline.where[name] ?? null)));
  const found = rows.find(
    (row) => row[metricAt] === metric && wanted.every((cell, i) => cell === null || row[i] === cell),
  );
  return found ?? null;
}

/** The cell of a role. */
function named({ columns }: OutcomeTable, row: Row, role: string): OutcomeCell {
  const at = columns.findIndex((column) => column.role === role);
  return row[at] ?? null;
}

function cellText(table: OutcomeTable, row: Row, style: FigureStyle, withBands: boolean): string {
  const [value, low, high] = ['value', 'low', 'high'].map((role) => named(table, row, role));
  if (typeof value !== 'number') return DASH;
  const show = (figure: number) => styled(figure, style, String(named(table, row, 'unit') ?? ''));
  if (!withBands || typeof low !== 'number' || typeof high !== 'number' || low === high) return show(value);
  return `${show(value)} [${show(low)}, ${show(high)}]`;
}

function styled(value: number, style: FigureStyle, unit: string): string {
  switch (style) {
    case 'percent':
      return formatPercent(value);
    case 'usd':
      return formatUsd(value);
    case 'digits':
      return threeDigits(value);
    case 'prefixed':
      return formatSi(value, '');
    case 'prefixed-unit':
      return formatSi(value, unit);
    default:
      return style satisfies never;
  }
}
