import { cpus } from 'node:os';
import { UserError } from '../../foundation/errors/user-error.js';
import { createManifest, type Manifest, type ManifestFacts } from '../../foundation/record/manifest.js';
import { type OutcomeParts, outcomeFiles } from '../../report/files/outcome-files.js';
import { resultHashes, writeOutcome } from '../../report/files/write-outcome.js';
import { recordedFiles } from '../files/recorded-files.js';
import { gitState } from '../outputs/git-commit.js';
import { toolVersion } from '../outputs/tool-version.js';

/** What a command knows of its result beside the files that were read. */
export interface ReportFacts
  extends Pick<ManifestFacts, 'kind' | 'resolvedInput' | 'seed' | 'tickSeconds' | 'fingerprint'> {
  readonly startedAt: Date;
  /** The manifest whose result must come out again; null for a new result. */
  readonly replayed: Pick<Manifest, 'results'> | null;
}

/**
 * Writes the folder of a command: page, tables, pictures and the manifest with every file that was read. Throws a
 * UserError, and writes nothing, where a replay comes to other bytes than its manifest says.
 */
export async function writeReport(folder: string, parts: OutcomeParts, facts: ReportFacts): Promise<void> {
  const { startedAt, replayed, ...known } = facts;
  const files = await outcomeFiles(parts);
  const results = resultHashes(files);
  if (replayed !== null) checkReplay(replayed.results, results);
  const manifest = createManifest({
    ...known,
    toolVersion: toolVersion(),
    files: recordedFiles(),
    results,
    environment: {
      git: gitState(),
      runtime: `node ${process.version}`,
      platform: `${process.platform} ${process.arch}`,
      cpu: cpus()[0]?.model ?? 'unknown',
      argv: process.argv.slice(2),
      startedAt: startedAt.toISOString(),
      wallSeconds: (Date.now() - startedAt.getTime()) / 1000,
    },
  });
  writeOutcome(folder, files, manifest);
}

function checkReplay(expected: Manifest['results'], found: Manifest['results']): void {
  const hashes = new Map(found.map(({ path, sha256 }) => [path, sha256]));
  const differing = expected.filter(({ path, sha256 }) => hashes.has(path) && hashes.get(path) !== sha256);
  if (differing.length === 0) return;
  const names = differing.map(({ path }) => path).join(', ');
  throw new UserError([
    {
      code: 'not-reproduced',
      file: 'manifest.json',
      line: null,
      path: 'results',
      found: `The replay comes to other bytes: ${names}.`,
      fix: 'The manifest names the commit of the tool that wrote it under environment: replay it with that one.',
    },
  ]);
}
