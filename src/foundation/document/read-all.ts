import { isUserError, type Problem, UserError } from '../errors/user-error.js';

/** Runs every reader and gives their results, or throws one UserError with the problems of all of them. */
export function readAll<Readers extends readonly (() => unknown)[]>(
  readers: Readers,
): { [Key in keyof Readers]: ReturnType<Readers[Key]> } {
  const problems: Problem[] = [];
  const results = readers.map((read) => {
    try {
      return read();
    } catch (error) {
      if (!isUserError(error)) throw error;
      problems.push(...error.problems);
      return null;
    }
  });
  if (problems.length > 0) throw new UserError(problems);
  return results as { [Key in keyof Readers]: ReturnType<Readers[Key]> };
}
