import type { Problem } from './problem.js';
import { formatProblem, problemLines } from './problem-lines.js';

export type { Problem } from './problem.js';

/** A user's mistake: every problem of the file at once. Borders test `code`, not `instanceof`, because realms differ. */
export class UserError extends Error {
  readonly code = 'user-error';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problemLines(problems).join('\n'));
    this.name = 'UserError';
    this.problems = problems;
  }

  /**
   * The error as plain data, which `JSON.stringify` takes and every command prints with `--json`: each problem by itself.
   *
   * @example
   * const fix = 'Did you mean --tp?';
   * new UserError([
   *   { code: 'unknown-option', file: 'command line', line: null, path: '--tpp', found: 'No such option.', fix },
   * ]).toJSON().problems[0].doInstead // 'Did you mean --tp?'
   */
  toJSON(): UserErrorJson {
    return {
      code: this.code,
      problems: this.problems.map((problem) => {
        const { code, file, line, path, found, fix } = problem;
        return { code, file, line, path, found, doInstead: fix, message: formatProblem(problem) };
      }),
    };
  }
}

/** A UserError as data; `line` is null where none is known, `message` is the problem as one line for a person. */
export interface UserErrorJson {
  readonly code: 'user-error';
  readonly problems: readonly {
    readonly code: string;
    readonly file: string;
    readonly line: number | null;
    readonly path: string;
    readonly found: string;
    readonly doInstead: string;
    readonly message: string;
  }[];
}

/** Whether a caught value is a UserError, from whichever realm. */
export function isUserError(error: unknown): error is UserError {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 'user-error';
}
