import { createHash } from 'node:crypto';
import { z } from 'zod';
import { formatPath } from '../../foundation/document/document.js';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import { MANIFEST_SCHEMA_VERSION, type Manifest, manifestId } from '../../foundation/record/manifest.js';
import type { FileSource } from './file-source.js';

const fileSchema = z.strictObject({
  path: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  encoding: z.enum(['utf8', 'base64']).nullable(),
  content: z.string().nullable(),
});

const manifestSchema = z.strictObject({
  schemaVersion: z.number(),
  id: z.string(),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  kind: z.string(),
  resolvedInput: z.unknown(),
  files: z.array(fileSchema),
  seed: z.union([z.number(), z.string()]),
  randomScheme: z.string(),
  tickSeconds: z.record(z.string(), z.number()),
  fingerprint: z.string().nullable(),
  results: z.array(z.strictObject({ path: z.string(), sha256: z.string() })),
  environment: z.unknown(),
});

/** A manifest that can be replayed, and its files as a source. */
export interface ReplayedManifest {
  readonly manifest: Omit<Manifest, 'environment'>;
  readonly source: FileSource;
}

/**
 * Reads a manifest for a replay. Throws a UserError where it was written by another version of the tool, where it or a
 * file in it was changed, and where a file was too large to be kept.
 */
export function readManifest(path: string, text: string, toolVersion: string): ReplayedManifest {
  const { environment: _, ...manifest } = parseManifest(path, text);
  const problems: Problem[] = [];
  const report = (at: readonly (string | number)[], code: string, found: string, fix: string): void => {
    problems.push({ code, file: path, line: null, path: formatPath(at), found, fix });
  };
  if (!sameResults(manifest.tool.version, toolVersion)) {
    const found = `It was written by version ${manifest.tool.version}; this is ${toolVersion}, whose figures may differ.`;
    report(['tool', 'version'], 'other-version', found, `Replay it with version ${manifest.tool.version}.`);
  }
  manifest.files.forEach((file, index) => {
    if (file.content === null) {
      const found = `${file.path} has ${file.bytes} bytes and is in the manifest by its hash alone.`;
      report(['files', index], 'content-missing', found, 'Run the study again beside the file.');
    } else if (sha256(bytesOf(file)) !== file.sha256) {
      const found = `The content of ${file.path} does not have the hash that stands beside it.`;
      report(['files', index], 'damaged-manifest', found, 'Take the manifest as it was written.');
    }
  });
  if (problems.length === 0 && manifestId(manifest) !== manifest.id) {
    report(['id'], 'damaged-manifest', 'It was changed after it was written.', 'Take the manifest as it was written.');
  }
  if (problems.length > 0) throw new UserError(problems);
  return { manifest, source: manifestSource(manifest.files) };
}

function parseManifest(file: string, text: string): z.output<typeof manifestSchema> {
  const refuse = (code: string, path: string, found: string, fix: string) =>
    new UserError([{ code, file, line: null, path, found, fix }]);
  const written = 'Give a manifest.json that siliconomics study wrote.';
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw refuse('damaged-manifest', '', `It is no JSON: ${(error as Error).message}.`, written);
  }
  const version = (data as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (typeof version === 'number' && version !== MANIFEST_SCHEMA_VERSION) {
    const found = `Its schema version is ${version}; this tool replays version ${MANIFEST_SCHEMA_VERSION}.`;
    throw refuse('other-version', 'schemaVersion', found, 'Replay it with the version of the tool that wrote it.');
  }
  const parsed = manifestSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refuse('damaged-manifest', formatPath(issue!.path as (string | number)[]), `${issue!.message}.`, written);
}

/** Versions differ in a way that matters unless they differ in build metadata (what follows a plus sign) alone. */
function sameResults(one: string, other: string): boolean {
  return one.split('+')[0] === other.split('+')[0];
}

type StoredFile = z.output<typeof fileSchema>;

function manifestSource(stored: readonly StoredFile[]): FileSource {
  const byPath = new Map(stored.map((file) => [file.path, file]));
  const inside = (folder: string) => `${folder.replace(/[/\\]$/, '')}/`;
  return {
    state(path) {
      const file = byPath.get(path);
      if (file !== undefined) return { kind: 'file', bytes: file.bytes };
      return stored.some((one) => one.path.startsWith(inside(path))) ? { kind: 'folder', bytes: 0 } : null;
    },
    read(path) {
      const file = byPath.get(path);
      if (file === undefined) throw Object.assign(new Error(`${path} is not in the manifest.`), { code: 'ENOENT' });
      return bytesOf(file);
    },
    async *pieces(path) {
      yield this.read(path);
    },
    list(folder) {
      const names = stored.flatMap(({ path }) =>
        path.startsWith(inside(folder)) ? [path.slice(inside(folder).length).split('/')[0]!] : [],
      );
      return [...new Set(names)].sort();
    },
  };
}

function bytesOf({ encoding, content }: StoredFile): Uint8Array {
  return Buffer.from(content ?? '', encoding === 'base64' ? 'base64' : 'utf8');
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
