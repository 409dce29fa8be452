import { basename, dirname, isAbsolute, join } from 'node:path';
import { unknownChip } from '../../chips/catalog/find-chip.js';
import type { StatedFigures } from '../../chips/import/imported-chip.js';
import { builtinCatalog, type Chip, findChip, parseChip, parseChipFile, resolveChip } from '../../chips/index.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { files } from '../files/recorded-files.js';
import { importChip } from './import-chip.js';

const FILE_ENDING = /\.(ya?ml|json|cfg)$/i;
const PLAIN_NAME = /^[\w.+-]+$/;

// A chip file is a page of text; anything larger is something else.
const MAX_BYTES = 1_000_000;

/**
 * The chip that a user means: a path if it contains a slash or ends in .yaml, .yml, .json or .cfg; else `chips/NAME.yaml` in the
 * folder if it exists; else an id or alias of the catalog.
 */
export function resolveChipArgument(name: string, folder = '.'): Chip {
  if (/[/\\]/.test(name) || FILE_ENDING.test(name)) return readChipFile(name);
  const local = join(folder, 'chips', `${name}.yaml`);
  if (PLAIN_NAME.test(name) && files.state(local) !== null) return readChipFile(local);
  const chip = findChip(builtinCatalog(), name);
  if (chip === null) throw new UserError([unknownChip(builtinCatalog(), name)]);
  return chip;
}

/** A path in a user's file is meant from where that file is. */
export function chipPathBeside(name: string, folder: string): string {
  return name.includes('/') && !isAbsolute(name) ? join(folder, name) : name;
}

const NOTHING_STATED: StatedFigures = new Map();

/** Chips that extend chips that extend chips: more is a mistake, and a cycle has no end. */
const MAX_GENERATIONS = 8;

/** Reads one chip file, or a variant with the chips that it extends; every problem is in the UserError. */
export function readChipFile(file: string, generation = 0): Chip {
  const text = readText(file);
  const id = basename(file).replace(FILE_ENDING, '');
  const foreign = importChip(file, text, NOTHING_STATED);
  if (foreign !== null) return parseChip(id, foreign);
  const folder = dirname(file);
  return parseChipFile(file, text, id, (parent) => {
    if (generation >= MAX_GENERATIONS) {
      const found = `More than ${MAX_GENERATIONS} chips extend each other.`;
      const fix = 'Extend a chip of the catalog, and no chip that extends this one.';
      throw new UserError([{ code: 'endless-extends', file, line: null, path: 'extends', found, fix }]);
    }
    if (/[/\\]/.test(parent) || FILE_ENDING.test(parent))
      return readChipFile(isAbsolute(parent) ? parent : join(folder, parent), generation + 1);
    return resolveChip(builtinCatalog(), parent);
  });
}

function readText(file: string): string {
  const refuse = (found: string, fix: string) =>
    new UserError([{ code: 'unreadable-file', file, line: null, path: '', found, fix }]);
  const state = files.state(file);
  if (state === null) throw refuse('The file does not exist.', 'Check the path, or name a chip of the catalog.');
  if (state.kind !== 'file') throw refuse('This is no file.', 'Name a chip file.');
  if (state.bytes > MAX_BYTES)
    throw refuse(`The file has ${state.bytes} bytes.`, 'A chip file is far smaller: check the path.');
  return new TextDecoder('utf8', { ignoreBOM: true }).decode(files.read(file));
}
