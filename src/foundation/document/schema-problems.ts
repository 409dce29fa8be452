import type { z } from 'zod';
import { didYouMean } from '../errors/did-you-mean.js';
import type { FieldProblem } from './document-fields.js';
import type { PathPart } from './document-syntax.js';
import { knownKeysAt } from './schema-keys.js';

type Issue = z.core.$ZodIssue;

/** One problem with the path it belongs to; file and line are not yet known. */
export interface PathProblem extends FieldProblem {
  readonly path: readonly PathPart[];
}

/** What a schema found wrong with data, in a user's words; one problem for each unknown key. */
export function schemaProblems(schema: z.ZodType, data: unknown, issues: readonly Issue[]): PathProblem[] {
  return issues.flatMap((issue) => describe(schema, data, issue, []));
}

function describe(schema: z.ZodType, data: unknown, issue: Issue, parent: readonly PathPart[]): PathProblem[] {
  const path = [...parent, ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))];
  const value = valueAt(data, path);
  const shown = show(value);
  const one = (code: string, found: string, fix: string): PathProblem[] => [{ code, path, found, fix }];
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownKeysAt(schema, data, path);
      return issue.keys.map((key) => unknownKey([...path, key], key, known));
    }
    case 'invalid_type': {
      // A field may bring its own advice; zod's own messages begin with these words.
      const advice = issue.message.startsWith('Invalid input') ? null : issue.message;
      if (value === undefined)
        return one('missing-key', `${name(path)} is missing.`, advice ?? `Add ${wanted(issue.expected)}.`);
      return one(
        'wrong-type',
        `${shown} is not ${wanted(issue.expected)}.`,
        advice ?? `Write ${wanted(issue.expected)}.`,
      );
    }
    case 'invalid_value':
      if (value === undefined)
        return one('missing-key', `${name(path)} is missing.`, `Write one of: ${issue.values.map(String).join(', ')}.`);
      return one('unknown-value', `${shown} is not allowed here.`, chooseOne(value, issue.values.map(String)));
    case 'too_small':
      return one(
        'out-of-range',
        `${shown} is too small.`,
        atLeast(issue.origin, String(issue.minimum), issue.inclusive),
      );
    case 'too_big':
      return one(
        'out-of-range',
        `${shown} is too large.`,
        atMost(issue.origin, String(issue.maximum), issue.inclusive),
      );
    case 'invalid_union':
      return describeUnion(schema, data, issue, path, value);
    case 'invalid_key':
      return one(
        'bad-key',
        `The key ${JSON.stringify(String(path.at(-1) ?? ''))} is not allowed here.`,
        reasons(issue.issues),
      );
    case 'invalid_element':
      return issue.issues.flatMap((inner) => describe(schema, data, inner, path));
    case 'custom': {
      const problem = issue.params?.fieldProblem as FieldProblem | undefined;
      if (problem !== undefined) return [{ ...problem, path }];
      return one('bad-value', `${shown} is not valid.`, `${issue.message}.`);
    }
    case 'invalid_format':
    case 'not_multiple_of':
      return one('bad-value', `${shown} is not valid.`, `${issue.message}.`);
    default: {
      const never: never = issue;
      throw new Error(`Unknown kind of schema issue: ${JSON.stringify(never)}.`);
    }
  }
}

/** Keys of former versions, and what each is called now. */
const RETIRED_KEYS: Readonly<Record<string, string>> = {
  powerUsageEffectiveness: 'pue',
  tensor: 'tp',
  pipeline: 'pp',
  expert: 'ep',
};

function unknownKey(path: readonly PathPart[], key: string, known: readonly string[]): PathProblem {
  const successor = Object.hasOwn(RETIRED_KEYS, key) ? RETIRED_KEYS[key]! : null;
  const meant = successor !== null && known.includes(successor) ? successor : didYouMean(key, known);
  const fix =
    meant !== null ? `Did you mean "${meant}"?` : known.length > 0 ? `Known keys: ${known.join(', ')}.` : 'Remove it.';
  return { code: 'unknown-key', path, found: `The key ${JSON.stringify(key)} is not known.`, fix };
}

/** A union without discriminator reports the branch that fits best: the one whose problems lie deepest, then fewest. */
function describeUnion(
  schema: z.ZodType,
  data: unknown,
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: readonly PathPart[],
  value: unknown,
): PathProblem[] {
  if (issue.errors.length === 0) {
    const options =
      'options' in issue && Array.isArray(issue.options)
        ? issue.options.filter((one) => one !== undefined).map(String)
        : [];
    const last = path.at(-1);
    if (value === undefined)
      return [
        { code: 'missing-key', path, found: `${name(path)} is missing.`, fix: `Write one of: ${options.join(', ')}.` },
      ];
    const found = `${show(value)} is no known ${last === undefined ? 'value' : String(last)}.`;
    return [{ code: 'unknown-value', path, found, fix: chooseOne(value, options) }];
  }
  const types = issue.errors.flatMap((branch) =>
    branch.flatMap((inner) =>
      inner.code === 'invalid_type' && inner.path.length === 0 ? [wanted(inner.expected)] : [],
    ),
  );
  if (types.length === issue.errors.length) {
    const choice = [...new Set(types)].join(' or ');
    if (value === undefined)
      return [{ code: 'missing-key', path, found: `${name(path)} is missing.`, fix: `Add ${choice}.` }];
    return [{ code: 'wrong-type', path, found: `${show(value)} is not ${choice}.`, fix: `Write ${choice}.` }];
  }
  const depth = (branch: readonly Issue[]) => Math.min(...branch.map((inner) => inner.path.length));
  const accepting = issue.errors.filter((branch) => !branch.every(rejectsType));
  const ranked = accepting.sort((a, b) => depth(b) - depth(a) || a.length - b.length);
  return ranked[0]!.flatMap((inner) => describe(schema, data, inner, path));
}

/** Whether an issue says only that the value is of another type than its branch takes. */
function rejectsType(issue: Issue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_union') return issue.errors.length > 0 && issue.errors.every((b) => b.every(rejectsType));
  return issue.code === 'invalid_type';
}

/** Values of former versions, and what each is called now. */
const RETIRED_VALUES: Readonly<Record<string, string>> = { ladder: 'given' };

function chooseOne(value: unknown, options: readonly string[]): string {
  const text = String(value);
  const successor = Object.hasOwn(RETIRED_VALUES, text) ? RETIRED_VALUES[text]! : null;
  const meant = successor !== null && options.includes(successor) ? successor : didYouMean(text, options);
  return meant === null
    ? `Write one of: ${options.join(', ')}.`
    : `Did you mean "${meant}"? Allowed: ${options.join(', ')}.`;
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a map of keys and values',
  record: 'a map of keys and values',
  array: 'a list',
  tuple: 'a list',
  null: 'null',
};

function wanted(expected: string): string {
  return TYPE_NAMES[expected] ?? `a value of type ${expected}`;
}

const COUNTED: Readonly<Record<string, string>> = {
  array: ' entries',
  string: ' characters',
  set: ' entries',
  map: ' entries',
};

function atLeast(origin: string, minimum: string, inclusive: boolean | undefined): string {
  const counted = COUNTED[origin];
  if (counted !== undefined) return `Give at least ${minimum}${counted}.`;
  return inclusive === false ? `Write a number above ${minimum}.` : `Write a number of at least ${minimum}.`;
}

function atMost(origin: string, maximum: string, inclusive: boolean | undefined): string {
  const counted = COUNTED[origin];
  if (counted !== undefined) return `Give at most ${maximum}${counted}.`;
  return inclusive === false ? `Write a number below ${maximum}.` : `Write a number of at most ${maximum}.`;
}

function reasons(issues: readonly Issue[]): string {
  return issues.map((inner) => (inner.code === 'custom' ? fixOf(inner) : `${inner.message}.`)).join(' ');
}

function fixOf(issue: Extract<Issue, { code: 'custom' }>): string {
  return (issue.params?.fieldProblem as FieldProblem | undefined)?.fix ?? `${issue.message}.`;
}

function name(path: readonly PathPart[]): string {
  const last = path.at(-1);
  return last === undefined ? 'The content' : typeof last === 'number' ? `Entry ${last}` : `\`${last}\``;
}

function valueAt(data: unknown, path: readonly PathPart[]): unknown {
  let value = data;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<PathPart, unknown>)[part];
  }
  return value;
}

/** A value as a user may recognise it, cut to a line. */
function show(value: unknown): string {
  if (Array.isArray(value)) return `A list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'A map';
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
