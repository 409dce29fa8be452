import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import type { FileSource } from './file-source.js';

/** Files of the disk, paths relative to the working folder. */
export const DISK: FileSource = {
  state(path) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return null;
    return { kind: found.isDirectory() ? 'folder' : found.isFile() ? 'file' : 'other', bytes: found.size };
  },
  read: (path) => readFileSync(path),
  pieces: (path) => createReadStream(path),
  list: (folder) => readdirSync(folder).sort(),
};
