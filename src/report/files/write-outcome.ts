import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest, ManifestResult } from '../../foundation/record/manifest.js';
import type { OutcomeFile } from './outcome-files.js';

/** Hashes of the files that decide whether a result was reproduced; pictures are left out, since fonts draw them. */
export function resultHashes(files: readonly OutcomeFile[]): readonly ManifestResult[] {
  return files
    .filter(({ path }) => !path.startsWith('charts/'))
    .map(({ path, bytes }) => ({ path, sha256: createHash('sha256').update(bytes).digest('hex') }));
}

/**
 * Writes a finished result with its manifest. Everything is written beside its place first and moved when it is whole, so
 * that an earlier report is replaced only by a finished one; files of the earlier one that have no successor go.
 */
export function writeOutcome(folder: string, files: readonly OutcomeFile[], manifest: Manifest): void {
  mkdirSync(folder, { recursive: true });
  const unfinished = mkdtempSync(join(folder, '.unfinished-'));
  const all = [
    ...files,
    { path: 'manifest.json', bytes: new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`) },
  ];
  try {
    for (const { path, bytes } of all) {
      mkdirSync(dirname(join(unfinished, path)), { recursive: true });
      writeFileSync(join(unfinished, path), bytes);
    }
    const kept = new Set(all.map(({ path }) => path));
    for (const path of earlierFiles(folder)) if (!kept.has(path)) rmSync(join(folder, path), { force: true });
    for (const { path } of all) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      renameSync(join(unfinished, path), join(folder, path));
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Files of the result that lies in the folder, by its manifest; none where there is no manifest that can be read. */
function earlierFiles(folder: string): readonly string[] {
  const file = join(folder, 'manifest.json');
  if (!existsSync(file)) return [];
  try {
    const { results } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Manifest>;
    return (results ?? []).map(({ path }) => path).filter((path) => /^[a-z0-9_-]+\.[a-z]+$/.test(path));
  } catch {
    return [];
  }
}
