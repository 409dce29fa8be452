/** What yargs knows of the options of a command, by kind. */
export interface KnownOptions {
  readonly array: readonly string[];
  readonly string: readonly string[];
  readonly default: Readonly<Record<string, unknown>>;
}

/**
 * The first fault of the parsed values that no command can make sense of: an option given twice that takes one value, words where a
 * number belongs, or nothing where a word belongs. Null where there is none.
 */
export function valueFault(values: Readonly<Record<string, unknown>>, known: KnownOptions): string | null {
  for (const [name, value] of Object.entries(values)) {
    if (name === '_' || name === '--') continue;
    const option = name.length === 1 ? `-${name}` : `--${name}`;
    if (Array.isArray(value) && !known.array.includes(name))
      return `${option} takes one value and is given more than once.`;
    if (Number.isNaN(value)) return `${option} takes a number.`;
    if (value === '' && known.string.includes(name) && known.default[name] !== '') return `${option} lacks a value.`;
  }
  return null;
}
