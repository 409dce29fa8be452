import { createHash } from 'node:crypto';
import type { ManifestFile } from '../../foundation/record/manifest.js';
import { DISK } from './disk-source.js';
import type { FileSource, PathState } from './file-source.js';

/** Larger files enter a manifest by their hash alone: such a result can be checked but not replayed. */
export const MOST_KEPT_BYTES = 16 * 2 ** 20;

let source: FileSource = DISK;
const seen = new Map<string, ManifestFile>();

/**
 * The only way by which commands read files that a user names: every file read through it is in the manifests that are
 * written later in the process, whichever command asked for it.
 */
export const files: FileSource = {
  state: (path: string): PathState | null => source.state(path),
  list: (folder: string): readonly string[] => source.list(folder),
  read(path: string): Uint8Array {
    const bytes = source.read(path);
    seen.set(path, fileRecord(path, bytes));
    return bytes;
  },
  async *pieces(path: string): AsyncIterable<Uint8Array> {
    if ((source.state(path)?.bytes ?? 0) <= MOST_KEPT_BYTES) {
      yield files.read(path);
      return;
    }
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const piece of source.pieces(path)) {
      hash.update(piece);
      bytes += piece.length;
      yield piece;
    }
    seen.set(path, { path, sha256: hash.digest('hex'), bytes, encoding: null, content: null });
  },
};

/** Keeps a file that was read by its hash alone, where its licence forbids passing it on. */
export function withholdContent(path: string): void {
  const found = seen.get(path);
  if (found !== undefined) seen.set(path, { ...found, encoding: null, content: null });
}

/** Every file that was read so far. */
export function recordedFiles(): readonly ManifestFile[] {
  return [...seen.values()];
}

/** Reads from another source from now on and forgets what was read before. */
export function readFilesFrom(other: FileSource): void {
  source = other;
  seen.clear();
}

function fileRecord(path: string, bytes: Uint8Array): ManifestFile {
  const common = { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
  if (bytes.length > MOST_KEPT_BYTES) return { ...common, encoding: null, content: null };
  const text = utf8(bytes);
  if (text !== null) return { ...common, encoding: 'utf8', content: text };
  return { ...common, encoding: 'base64', content: Buffer.from(bytes).toString('base64') };
}

/** The text of bytes that are text and nothing else; null where decoding would lose some. */
function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
