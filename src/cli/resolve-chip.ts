import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { builtinCatalog, type Chip, findChip, parseChipFile, unknownChip } from '../chips/index.js';
import { UserError } from '../foundation/user-error.js';

const FILE_ENDING = /\.(ya?ml|json)$/i;
const PLAIN_NAME = /^[\w.+-]+$/;

// A chip file is a page of text; anything larger is something else.
const MAX_BYTES = 1_000_000;

/**
 * The chip that a user means: a path if it contains a slash or ends in .yaml, .yml or .json; else `chips/NAME.yaml` in the
 * folder if it exists; else an id or alias of the catalog.
 */
export function resolveChipArgument(name: string, folder = '.'): Chip {
  if (/[/\\]/.test(name) || FILE_ENDING.test(name)) return readChipFile(name);
  const local = join(folder, 'chips', `${name}.yaml`);
  if (PLAIN_NAME.test(name) && existsSync(local)) return readChipFile(local);
  const chip = findChip(builtinCatalog(), name);
  if (chip === null) throw new UserError([unknownChip(builtinCatalog(), name)]);
  return chip;
}

/** Reads one chip file; every problem of it is in the UserError. */
export function readChipFile(file: string): Chip {
  const text = readText(file);
  return parseChipFile(file, text, basename(file).replace(FILE_ENDING, ''));
}

function readText(file: string): string {
  const refuse = (found: string, fix: string) =>
    new UserError([{ code: 'unreadable-file', file, line: null, path: '', found, fix }]);
  if (!existsSync(file)) throw refuse('The file does not exist.', 'Check the path, or name a chip of the catalog.');
  const stat = statSync(file);
  if (!stat.isFile()) throw refuse('This is no file.', 'Name a chip file.');
  if (stat.size > MAX_BYTES)
    throw refuse(`The file has ${stat.size} bytes.`, 'A chip file is far smaller: check the path.');
  return readFileSync(file, 'utf8');
}
