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
      found: `${value} is no whole number from 1 to 2^31.`,
      fix: 'Give a whole number from 1 on.',
    }));
  if (problems.length > 0) throw new UserError(problems);
}
