import { hashOfValue } from './hash.js';

export const MANIFEST_SCHEMA_VERSION = 2;

/** A file that went into a result, with its content. */
export interface ManifestFile {
  /** As it was asked for, such as `examples/chips/mine.yaml`. */
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** How `content` holds the bytes; null where the file is too large to be kept, so that the result cannot be replayed. */
  readonly encoding: 'utf8' | 'base64' | null;
  readonly content: string | null;
}

/** A file of the result, by which a replay is judged. */
export interface ManifestResult {
  readonly path: string;
  readonly sha256: string;
}

/** What was true of the machine and the moment; it never decides a result and is not part of `id`. */
export interface ManifestEnvironment {
  /** Commit of the tool and whether its tree was changed; null outside a checkout. */
  readonly git: { readonly commit: string; readonly dirty: boolean } | null;
  readonly runtime: string;
  readonly platform: string;
  readonly cpu: string;
  readonly argv: readonly string[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly wallSeconds: number;
}

/** All that is needed to get a result again, bit for bit (I3). */
export interface Manifest {
  readonly schemaVersion: number;
  /** Hash of everything below up to the tick: equal ids promise equal results. */
  readonly id: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** What was run, such as `study` or `sweep`. */
  readonly kind: string;
  /** The whole input with all defaults filled in. */
  readonly resolvedInput: unknown;
  /** Every file that was read, by path. */
  readonly files: readonly ManifestFile[];
  readonly seed: number | string;
  /** How streams are made from the seed, so that a reader knows what the seed means. */
  readonly randomScheme: string;
  /** Seconds of one engine tick by model, such as `{ chip: 1e-12 }`; empty where no engine ran. */
  readonly tickSeconds: Readonly<Record<string, number>>;
  /** Rolling hash of the fired events; null where no engine ran. */
  readonly fingerprint: string | null;
  /** Files of the result, by path. */
  readonly results: readonly ManifestResult[];
  readonly environment: ManifestEnvironment | null;
}

/** What the caller of `createManifest` knows. */
export interface ManifestFacts {
  readonly toolVersion: string;
  readonly kind: string;
  readonly resolvedInput: unknown;
  readonly files: readonly ManifestFile[];
  readonly results: readonly ManifestResult[];
  readonly seed: number | string;
  readonly tickSeconds: Readonly<Record<string, number>>;
  readonly fingerprint: string | null;
  readonly environment: ManifestEnvironment | null;
}

const RANDOM_SCHEME = 'xoshiro128**, state = sha256(json [seed, run, name])';

/**
 * The manifest of one result. Files are listed by path, so that the order of reading does not matter. Pass a null
 * environment where the manifest must have the same bytes on every machine.
 */
export function createManifest(facts: ManifestFacts): Manifest {
  const deciding = {
    schemaVersion: MANIFEST_SCHEMA_VERSION,
    tool: { name: 'siliconomics', version: facts.toolVersion },
    kind: facts.kind,
    resolvedInput: facts.resolvedInput,
    files: byPath(facts.files),
    seed: facts.seed,
    randomScheme: RANDOM_SCHEME,
    tickSeconds: facts.tickSeconds,
  };
  return {
    ...deciding,
    id: hashOfValue(deciding),
    fingerprint: facts.fingerprint,
    results: byPath(facts.results),
    environment: facts.environment,
  };
}

/** The id that a manifest ought to have; another one than it says betrays a manifest that was changed. */
export function manifestId(manifest: Omit<Manifest, 'id' | 'fingerprint' | 'results' | 'environment'>): string {
  const { schemaVersion, tool, kind, resolvedInput, files, seed, randomScheme, tickSeconds } = manifest;
  return hashOfValue({ schemaVersion, tool, kind, resolvedInput, files, seed, randomScheme, tickSeconds });
}

function byPath<T extends { readonly path: string }>(files: readonly T[]): T[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
