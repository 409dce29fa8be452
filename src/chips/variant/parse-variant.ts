import { parseDocument } from '../../foundation/document/document.js';
import { readSyntax } from '../../foundation/document/document-syntax.js';
import { isUserError, UserError } from '../../foundation/errors/user-error.js';
import type { Chip } from '../chip/chip.js';
import { applyVariant } from './apply-variant.js';
import { variantSchema } from './variant-schema.js';

/** Finds the parent that a variant names; throws a UserError where there is none. */
export type ParentLookup = (name: string) => Chip;

/** Whether the text of a chip file describes a variant of another chip. */
export function isVariantText(file: string, text: string): boolean {
  const { data } = readSyntax(file, text);
  return typeof data === 'object' && data !== null && Object.hasOwn(data, 'extends');
}

/**
 * A chip from a file that says `extends: PARENT` and what differs, such as `cores: -5 %` or `memory: { bandwidth: +30 % }`.
 *
 * @throws UserError with every problem of the file at once, each with its line
 */
export function parseVariantFile(file: string, text: string, id: string, lookup: ParentLookup): Chip {
  const document = parseDocument(file, text, variantSchema);
  let parent: Chip;
  try {
    parent = lookup(document.value.extends);
  } catch (error) {
    if (!isUserError(error)) throw error;
    throw new UserError(
      error.problems.map((problem) =>
        problem.file === 'command line'
          ? document.problem(['extends'], problem.code, problem.found, problem.fix)
          : problem,
      ),
    );
  }
  const { chip, changes, faults } = applyVariant(id, parent, document.value);
  const problems = faults.map(({ path, found, fix }) => document.problem(path, 'no-such-figure', found, fix));
  if (changes.length === 0 && problems.length === 0) {
    problems.push(
      document.problem(
        ['extends'],
        'no-change',
        'The variant changes nothing.',
        'State at least one figure that differs.',
      ),
    );
  }
  if (problems.length > 0) throw new UserError(problems);
  return chip;
}
