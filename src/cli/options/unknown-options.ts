import { didYouMean } from '../../foundation/errors/did-you-mean.js';
import type { Problem } from '../../foundation/errors/problem.js';

/** Options of former versions, and what each is called now where the command has it. */
export const RETIRED_OPTIONS: Readonly<Record<string, string>> = {
  tensor: 'tp',
  pipeline: 'pp',
  expert: 'ep',
  data: 'dp',
  'context-parallel': 'cp',
  overhead: 'pue',
  output: 'out',
};

/** What yargs knows of a command's options. */
export interface DeclaredOptions {
  /** Every option and positional argument by name. */
  readonly key: Readonly<Record<string, unknown>>;
  readonly alias: Readonly<Record<string, readonly string[]>>;
}

/**
 * One problem for each given option that the command does not have, with the option that was meant where one is close or has
 * taken its place. `values` is the parsed command line, in which yargs repeats a name with dashes in camel case.
 *
 * @example
 * unknownOptions({ tensor: 8 }, { key: { tp: true }, alias: {} }).map(({ fix }) => fix) // ['It is called --tp.']
 */
export function unknownOptions(values: Readonly<Record<string, unknown>>, declared: DeclaredOptions): Problem[] {
  const names = [...Object.keys(declared.key), ...Object.keys(declared.alias), ...Object.values(declared.alias).flat()];
  const known = new Set(names.flatMap((name) => [name, camelCase(name)]));
  const given = Object.keys(values).filter((name) => name !== '_' && name !== '--' && name !== '$0');
  const spelt = new Set(given.filter((name) => name.includes('-')).map(camelCase));
  return given
    .filter((name) => !known.has(name) && !(spelt.has(name) && !name.includes('-')))
    .map((name) => ({
      code: 'unknown-option',
      file: 'command line',
      line: null,
      path: name.length === 1 ? `-${name}` : `--${name}`,
      found: 'This command has no such option.',
      fix: meant(name, names),
    }));
}

function meant(name: string, names: readonly string[]): string {
  const successor = RETIRED_OPTIONS[name];
  if (successor !== undefined && names.includes(successor)) return `It is called --${successor}.`;
  const options = names.filter((one) => one.length > 1);
  const close = didYouMean(name, options);
  return close === null ? 'Add --help to see the options.' : `Did you mean --${close}?`;
}

function camelCase(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
