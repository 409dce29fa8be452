import { z } from 'zod';
import { UserError } from '../../foundation/errors/user-error.js';
import type { Manifest } from '../../foundation/record/manifest.js';
import { readManifest } from '../files/manifest-source.js';
import { readFilesFrom } from '../files/recorded-files.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { toolVersion } from '../outputs/tool-version.js';
import type { StudyArguments } from './options.js';

/** Kind of the manifests that `study` writes. */
export const STUDY_MANIFEST = 'study';

const resolvedInput = z.looseObject({ file: z.string(), seed: z.string().nullable() });

/** The study file to run, the seed that replaces its own, and the manifest that is replayed. */
export interface StudyInput {
  readonly file: string;
  readonly seed: string | null;
  readonly replayed: Pick<Manifest, 'results'> | null;
}

/** What is to be run. With `--from` every file is read from the manifest from here on. */
export function studyInput({ file, from, seed }: Pick<StudyArguments, 'file' | 'from' | 'seed'>): StudyInput {
  if ((file === undefined) === (from === undefined)) {
    const found = file === undefined ? 'Nothing is named.' : 'A study file and a manifest are named.';
    throw wrong('command line', 'file', found, 'Name a study file, or a manifest with --from.');
  }
  if (from === undefined) return { file: file!, seed: seed ?? null, replayed: null };
  if (seed !== undefined) {
    const fix = 'Leave it out, or run the study file with it.';
    throw wrong('command line', '--seed', 'A replay has the seed of its manifest.', fix);
  }
  const { manifest, source } = readManifest(from, readTextFile(from), toolVersion());
  const stored = resolvedInput.safeParse(manifest.resolvedInput);
  if (manifest.kind !== STUDY_MANIFEST || !stored.success) {
    const found = `It is the manifest of ${JSON.stringify(manifest.kind)}.`;
    throw wrong(from, 'kind', found, 'Give the manifest of a study; run other commands again with the files it names.');
  }
  readFilesFrom(source);
  return { file: stored.data.file, seed: stored.data.seed, replayed: manifest };
}

function wrong(file: string, path: string, found: string, fix: string): UserError {
  return new UserError([{ code: 'bad-study', file, line: null, path, found, fix }]);
}
