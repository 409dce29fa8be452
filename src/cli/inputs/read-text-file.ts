import { UserError } from '../../foundation/errors/user-error.js';
import { files } from '../files/recorded-files.js';

/** Files that people write are far smaller. */
const MAX_BYTES = 64 * 2 ** 20;

/** The text of a file that the user named; throws a UserError where it cannot be read. */
export function readTextFile(path: string): string {
  try {
    const bytes = files.state(path)?.bytes ?? 0;
    if (bytes > MAX_BYTES) throw unreadable(path, `It has ${bytes} bytes, more than ${MAX_BYTES}.`);
    return new TextDecoder('utf8', { ignoreBOM: true }).decode(files.read(path));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as { code?: string }).code ?? 'unknown error';
    const found = code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${code}).`;
    throw unreadable(path, found);
  }
}

function unreadable(file: string, found: string): UserError {
  return new UserError([
    { code: 'unreadable-file', file, line: null, path: '', found, fix: 'Name a readable text file.' },
  ]);
}
