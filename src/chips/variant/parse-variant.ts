import { formatPath, type ParsedDocument, parseDocument } from '../../foundation/document/document.js';
import { schemaProblems } from '../../foundation/document/schema-problems.js';
import { isUserError, UserError } from '../../foundation/errors/user-error.js';
import { freezeDeep } from '../../foundation/record/freeze-deep.js';
import type { Chip } from '../chip/chip.js';
import { applyVariant } from './apply-variant.js';
import { type VariantInput, variantSchema } from './variant-schema.js';

/** Finds the parent that a variant names; throws a UserError where there is none. */
export type ParentLookup = (name: string) => Chip;

/**
 * A chip from a file that says `extends: PARENT` and what differs, such as `cores: -5 %` or `memory: { bandwidth: +30 % }`.
 *
 * @throws UserError with every problem of the file at once, each with its line
 */
export function parseVariantFile(file: string, text: string, id: string, lookup: ParentLookup): Chip {
  const document = parseDocument(file, text, variantSchema);
  return variantOf(id, document, lookup);
}

/** As `parseVariantFile`, from a value that was parsed already; problems have no line. */
export function parseVariant(id: string, given: unknown, lookup: ParentLookup): Chip {
  const place = { file: `${id}.yaml`, line: null };
  const parsed = variantSchema.safeParse(given);
  if (!parsed.success) {
    const problems = schemaProblems(variantSchema, given, parsed.error.issues);
    throw new UserError(problems.map(({ path, ...problem }) => ({ ...place, path: formatPath(path), ...problem })));
  }
  const written: unknown = freezeDeep(JSON.parse(JSON.stringify(given)));
  const problem: Statement['problem'] = (path, code, found, fix) => {
    return { ...place, path: formatPath(path), code, found, fix };
  };
  return variantOf(id, { value: parsed.data, written, problem }, lookup);
}

type Statement = Pick<ParsedDocument<VariantInput>, 'value' | 'written' | 'problem'>;

function variantOf(id: string, { value, written, problem }: Statement, lookup: ParentLookup): Chip {
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
function parentOf(name: string, problem: Statement['problem'], lookup: ParentLookup): Chip {
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
