import { type Problem, UserError } from '../../foundation/errors/user-error.js';

/** One dimension that a placement cannot share evenly. */
export function placementProblem(path: string, found: string, fix: string): Problem {
  return { code: 'does-not-divide', file: 'placement', line: null, path, found, fix };
}

/** Throws every distinct problem at once. */
export function refuseProblems(problems: readonly Problem[]): void {
  const distinct = new Map(problems.map((problem) => [problem.found, problem]));
  if (distinct.size > 0) throw new UserError([...distinct.values()]);
}
