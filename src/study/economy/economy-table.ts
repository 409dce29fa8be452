/** A column: its unit, `1` for shares and counts, null for text. Key columns together name a row. */
export interface EconomyColumn {
  readonly name: string;
  readonly unit: string | null;
  readonly key: boolean;
}

/** A table in long form: text and numbers, null where a figure does not apply. */
export interface EconomyTable {
  readonly name: string;
  readonly columns: readonly EconomyColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A column that is part of what names a row. */
export function keyColumn(name: string, unit: string | null = null): EconomyColumn {
  return { name, unit, key: true };
}

/** A column of figures in a unit. */
export function figureColumn(name: string, unit: string): EconomyColumn {
  return { name, unit, key: false };
}

/** A column of text that says something of a row. */
export function textColumn(name: string): EconomyColumn {
  return { name, unit: null, key: false };
}
