import type { Options } from 'yargs';

/** Headings of the help of a command; the required options come first, then those of the command's subject, then its output. */
export type OptionGroup =
  | 'Required:'
  | 'What to run:'
  | 'Parallelism:'
  | 'Host and kernels:'
  | 'Cost:'
  | 'Graph files:'
  | 'Settings:'
  | 'Comparison:'
  | 'Processes:'
  | 'Output:';

/**
 * Options under one heading of the help; their types stay what they are.
 *
 * @example
 * grouped('Output:', { json: { type: 'boolean', default: false } }).json.group // 'Output:'
 */
export function grouped<const Table extends Readonly<Record<string, Options>>>(
  group: OptionGroup,
  options: Table,
): Table {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => [name, { ...option, group }]),
  ) as unknown as Table;
}
