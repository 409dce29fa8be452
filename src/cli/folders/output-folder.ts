import { existsSync, statSync } from 'node:fs';
import { UserError } from '../../foundation/errors/user-error.js';

/** Refuses a file in the place of a folder to write into, before anything is computed. */
export function checkOutputFolder(folder: string): void {
  if (!existsSync(folder) || statSync(folder).isDirectory()) return;
  const found = `${folder} is a file.`;
  throw new UserError([
    { code: 'bad-output', file: 'command line', line: null, path: '--out', found, fix: 'Name a folder.' },
  ]);
}
