/** One thing wrong with what the user gave, located as exactly as is known. */
export interface Problem {
  /** Stable kebab-case identifier, such as `unknown-key`. */
  readonly code: string;
  /** File as the user named it, or `command line`. */
  readonly file: string;
  /** First line is 1; null where no line is known. */
  readonly line: number | null;
  /** Path within the file, such as `machines[0].chip`; empty at the root. */
  readonly path: string;
  /** What was found, in one sentence. */
  readonly found: string;
  /** What to do about it, in one sentence. */
  readonly fix: string;
}

/** A user's mistake: every problem of the file at once. Borders test `code`, not `instanceof`, because realms differ. */
export class UserError extends Error {
  readonly code = 'user-error';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.name = 'UserError';
    this.problems = problems;
  }
}

/** One line for a terminal: `file:line: path: found; fix`. */
export function formatProblem(problem: Problem): string {
  const place = problem.line === null ? problem.file : `${problem.file}:${problem.line}`;
  const path = problem.path === '' ? '' : `${problem.path}: `;
  return `${place}: ${path}${problem.found} ${problem.fix}`;
}

/** Whether a caught value is a UserError, from whichever realm. */
export function isUserError(error: unknown): error is UserError {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === 'user-error';
}
