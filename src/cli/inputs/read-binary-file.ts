import { UserError } from '../../foundation/errors/user-error.js';
import { files } from '../files/recorded-files.js';

/** Larger models keep their weights in files of their own, which are not read. */
const MAX_BYTES = 2 ** 30;

/** The bytes of a file that the user named; throws a UserError where it cannot be read or is beyond a gibibyte. */
export function readBinaryFile(file: string): Uint8Array {
  const refuse = (found: string, fix: string) =>
    new UserError([{ code: 'unreadable-file', file, line: null, path: '', found, fix }]);
  try {
    const state = files.state(file);
    if (state !== null && state.kind !== 'file') throw refuse('This is no file.', 'Name a file.');
    if (state !== null && state.bytes > MAX_BYTES)
      throw refuse(`It has ${state.bytes} bytes, more than ${MAX_BYTES}.`, 'Save its weights as external data.');
    return files.read(file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = (error as { code?: string }).code ?? 'unknown error';
    const found = code === 'ENOENT' ? 'There is no such file.' : `It cannot be read (${code}).`;
    throw refuse(found, 'Check the path.');
  }
}
