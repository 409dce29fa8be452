import type { z } from 'zod';
import { type Problem, UserError } from '../errors/user-error.js';
import { freezeDeep } from '../record/freeze-deep.js';
import { type PathPart, readSyntax } from './document-syntax.js';
import { schemaProblems } from './schema-problems.js';

/** A file that the user wrote, parsed and frozen. */
export interface ParsedDocument<T> {
  readonly file: string;
  readonly text: string;
  readonly value: T;
  /** The plain data that `value` was read from, frozen too. */
  readonly written: unknown;
  /** Line of a path such as `['machines', 0, 'chip']`; of its nearest existing ancestor where it is missing. */
  locate(path: readonly PathPart[]): number | null;
  /** A problem at a path, for checks that need the parsed value or other files. */
  problem(path: readonly PathPart[], code: string, found: string, fix: string): Problem;
}

/** What was stated, in a file or as plain data: its value, how it was written, and how to name a place in it. */
export type Statement<T> = Pick<ParsedDocument<T>, 'value' | 'written' | 'problem'>;

/** A schema, or which one it is by the data, for files of several kinds. */
export type SchemaChoice<S extends z.ZodType> = S | ((data: unknown) => S);

export type DocumentReading<T> =
  | { readonly ok: true; readonly document: ParsedDocument<T> }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a YAML or JSON text against a zod schema and gives either the typed, deeply frozen value or every problem of the
 * file in order of line. `file` is named in the problems; `.json` allows tabs as indentation. Maps may carry the marks
 * `mapTags`, which their entry `$tag` then names.
 */
export function readDocument<S extends z.ZodType>(
  file: string,
  text: string,
  schema: SchemaChoice<S>,
  mapTags: readonly string[] = [],
): DocumentReading<z.output<S>> {
  const syntax = readSyntax(file, text, mapTags);
  const at = (path: readonly PathPart[], code: string, found: string, fix: string): Problem => {
    return { code, file, line: syntax.locate(path), path: formatPath(path), found, fix };
  };
  if (!syntax.whole) return { ok: false, problems: syntax.problems };
  if (syntax.data === null)
    return {
      ok: false,
      problems: [{ code: 'empty-file', file, line: null, path: '', found: 'The file is empty.', fix: 'Fill it in.' }],
    };
  const chosen = typeof schema === 'function' ? schema(syntax.data) : schema;
  const parsed = chosen.safeParse(syntax.data);
  const problems = [...syntax.problems];
  if (!parsed.success)
    for (const { path, code, found, fix } of schemaProblems(chosen, syntax.data, parsed.error.issues))
      problems.push(at(path, code, found, fix));
  if (!parsed.success || problems.length > 0) return { ok: false, problems: inLineOrder(problems) };
  const value = freezeDeep(parsed.data);
  const written = freezeDeep(syntax.data);
  return { ok: true, document: { file, text, value, written, locate: syntax.locate, problem: at } };
}

/**
 * Like `readDocument`, but throws one UserError with every problem. `crossCheck` may add problems that need the whole
 * parsed value; it runs when the schema is satisfied.
 *
 * @example
 * parseDocument('chip.yaml', 'power: 700 W', z.strictObject({ power: quantity('watt') })).value // { power: 700 }
 */
export function parseDocument<S extends z.ZodType>(
  file: string,
  text: string,
  schema: SchemaChoice<S>,
  crossCheck: (document: ParsedDocument<z.output<S>>) => readonly Problem[] = () => [],
  mapTags: readonly string[] = [],
): ParsedDocument<z.output<S>> {
  const reading = readDocument(file, text, schema, mapTags);
  if (!reading.ok) throw new UserError(reading.problems);
  const problems = crossCheck(reading.document);
  if (problems.length > 0) throw new UserError(inLineOrder(problems));
  return reading.document;
}

/**
 * As `parseDocument`, from plain data instead of a text: problems have no line. `name` stands for the file.
 *
 * @throws UserError with every problem of the data at once
 * @example parseData('chip', { power: '700 W' }, z.strictObject({ power: quantity('watt') })).value // { power: 700 }
 */
export function parseData<S extends z.ZodType>(
  name: string,
  data: unknown,
  schema: SchemaChoice<S>,
): Statement<z.output<S>> {
  const problem: Statement<z.output<S>>['problem'] = (path, code, found, fix) => {
    return { code, file: name, line: null, path: formatPath(path), found, fix };
  };
  const chosen = typeof schema === 'function' ? schema(data) : schema;
  const parsed = chosen.safeParse(data);
  if (parsed.success) {
    // Later changes of the caller's data do not reach what was read from it.
    return { value: freezeDeep(parsed.data), written: freezeDeep(JSON.parse(JSON.stringify(data))), problem };
  }
  const problems = schemaProblems(chosen, data, parsed.error.issues);
  throw new UserError(problems.map(({ path, code, found, fix }) => problem(path, code, found, fix)));
}

/**
 * A path as users write it.
 *
 * @example
 * formatPath(['machines', 0, 'chip']) // 'machines[0].chip'
 */
export function formatPath(path: readonly PathPart[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (!/^[\w-]+$/.test(part)) text += `[${JSON.stringify(part)}]`;
    else text += text === '' ? part : `.${part}`;
  }
  return text;
}

function inLineOrder(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
