import { type Chip, checkChip } from '../../chips/index.js';
import { isUserError, type Problem, UserError } from '../../foundation/errors/user-error.js';
import { resolveChipArgument } from '../inputs/resolve-chip.js';
import { print, printJson } from '../outputs/output.js';
import { describeCheck } from './chip-text.js';
import type { CheckArguments } from './options.js';

/** Runs `chips check`. */
export function checkChips({ chips, json }: CheckArguments): void {
  const checked = readAll(chips).map((chip) => ({ chip, check: checkChip(chip) }));
  if (json) printJson({ chips: checked.map(({ chip, check: found }) => ({ id: chip.id, name: chip.name, ...found })) });
  else print(checked.map(({ chip, check: found }) => describeCheck(chip, found)).join('\n\n'));
}

/** Reads every file before it fails, so that the problems of all come at once. */
function readAll(names: readonly string[]): Chip[] {
  const problems: Problem[] = [];
  const chips: Chip[] = [];
  for (const name of names) {
    try {
      chips.push(resolveChipArgument(name));
    } catch (error) {
      if (!isUserError(error)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new UserError(problems);
  return chips;
}
