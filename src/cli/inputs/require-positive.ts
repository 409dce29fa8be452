import { UserError } from '../../foundation/errors/user-error.js';

/** @throws UserError with every option that is no whole number from 1 to 2^31 */
export function requirePositive(options: Readonly<Record<string, number>>): void {
  const problems = Object.entries(options)
    .filter(([, value]) => !(Number.isSafeInteger(value) && value >= 1 && value <= 2 ** 31))
    .map(([name, value]) => ({
      code: 'out-of-range',
      file: 'command line',
      line: null,
      path: `--${name}`,
      found: `It must be a whole number from 1 to 2^31; found ${value}.`,
      fix: 'Give such a number.',
    }));
  if (problems.length > 0) throw new UserError(problems);
}
