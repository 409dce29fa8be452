import type { z } from 'zod';
import type { Fault } from './figure-reader.js';

export type { Fault };

type Issue = z.core.$ZodIssue;

/** What zod found wrong, one fault a field or key. */
export function chipIssues(error: z.ZodError, value: unknown): Fault[] {
  return error.issues.flatMap((issue) => toFaults(issue as Issue, [], value));
}

function toFaults(issue: Issue, prefix: readonly (string | number)[], value: unknown): Fault[] {
  const path = [...prefix, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      code: 'unknown-key',
      path: [...path, key],
      found: `The key ${key} is not known here.`,
      fix: 'Check its spelling, or remove it.',
    }));
  }
  if (issue.code === 'invalid_union') {
    // The branch meant is the one for what was written: an object, or a plain quantity.
    const written = at(value, path);
    const branch = typeof written === 'object' && written !== null ? issue.errors.at(-1) : undefined;
    if (branch && branch.length > 0) return branch.flatMap((inner) => toFaults(inner, path, value));
    return [
      fault('wrong-type', path, written, 'Give a quantity with its unit, or {value, low, high, source, confidence}.'),
    ];
  }
  const written = at(value, path);
  if (written === undefined) {
    return [
      { code: 'missing-key', path, found: `${String(path.at(-1))} is missing.`, fix: `Add it: ${issue.message}.` },
    ];
  }
  return [fault('invalid-value', path, written, `${issue.message}.`)];
}

function fault(code: string, path: readonly (string | number)[], written: unknown, fix: string): Fault {
  return { code, path, found: `Found ${brief(written)}.`, fix };
}

function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string | number, unknown>)[step] : undefined,
    value,
  );
}
