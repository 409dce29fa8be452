import { parseData, type Statement } from '../../foundation/document/document.js';
import { isUserError, UserError } from '../../foundation/errors/user-error.js';
import type { Chip } from '../chip/chip.js';
import { applyVariant } from './apply-variant.js';
import { type VariantInput, variantSchema } from './variant-schema.js';

/** Finds the parent that a variant names; throws a UserError where there is none. */
export type ParentLookup = (name: string) => Chip;

/** The variant of plain data; throws a UserError with every problem, without lines. */
export function parseVariant(id: string, data: unknown, lookup: ParentLookup): Chip {
  return variantChip(id, parseData(`${id}.yaml`, data, variantSchema), lookup);
}

/**
 * The chip of a statement that says `extends: PARENT` and what differs, such as `cores: -5 %` or `memory: { bandwidth: +30 % }`.
 *
 * @throws UserError with every problem that its figures have with those of the parent
 */
export function variantChip(
  id: string,
  { value, written, problem }: Statement<VariantInput>,
  lookup: ParentLookup,
): Chip {
  const parent = parentOf(value.extends, problem, lookup);
  const build = (newId: string, changed: unknown) => parseVariant(newId, changed, lookup);
  const { chip, changes, faults } = applyVariant(id, parent, value, { written, build });
  const problems = faults.map(({ path, found, fix }) => problem(path, 'no-such-figure', found, fix));
  if (changes.length === 0 && problems.length === 0) {
    const fix = 'State at least one figure that differs.';
    problems.push(problem(['extends'], 'no-change', 'The variant changes nothing.', fix));
  }
  if (problems.length > 0) throw new UserError(problems);
  return chip;
}

/** The parent that a variant names; a name that nobody knows is a problem of the variant's own file. */
function parentOf(name: string, problem: Statement<VariantInput>['problem'], lookup: ParentLookup): Chip {
  try {
    return lookup(name);
  } catch (error) {
    if (!isUserError(error)) throw error;
    throw new UserError(
      error.problems.map((one) =>
        one.file === 'command line' ? problem(['extends'], one.code, one.found, one.fix) : one,
      ),
    );
  }
}
