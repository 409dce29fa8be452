import { hashOfValue, sha256Hex } from './hash.js';

export const MANIFEST_SCHEMA_VERSION = 1;

/** One text that went into a result. */
export interface ManifestInput {
  /** As the user or the catalog names it, such as `examples/bittensor-5-95.yaml` or `catalog:h100-sxm`. */
  readonly name: string;
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
  /** Hash of everything below except the fingerprint and the environment: equal ids promise equal results. */
  readonly id: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** What was run, such as `study` or `sweep`. */
  readonly kind: string;
  /** The whole input with all defaults filled in. */
  readonly resolvedInput: unknown;
  readonly inputs: readonly ManifestInput[];
  readonly seed: number | string;
  /** How streams are made from the seed, so that a reader knows what the seed means. */
  readonly randomScheme: string;
  /** Seconds of one engine tick by model, such as `{ chip: 1e-12 }`; empty where no engine ran. */
  readonly tickSeconds: Readonly<Record<string, number>>;
  /** Rolling hash of the fired events; null where no engine ran. */
  readonly fingerprint: string | null;
  readonly environment: ManifestEnvironment | null;
}

/** What the caller of `createManifest` knows; `inputs` are whole texts, of which only hashes are kept. */
export interface ManifestFacts {
  readonly toolVersion: string;
  readonly kind: string;
  readonly resolvedInput: unknown;
  readonly inputs: readonly { readonly name: string; readonly text: string }[];
  readonly seed: number | string;
  readonly tickSeconds: Readonly<Record<string, number>>;
  readonly fingerprint: string | null;
  readonly environment: ManifestEnvironment | null;
}

const RANDOM_SCHEME = 'xoshiro128**, state = sha256(json [seed, run, name])';

/**
 * The manifest of one result. Inputs are listed by name, so that the order of reading does not matter. Pass a null
 * environment where the manifest must have the same bytes on every machine.
 */
export function createManifest(facts: ManifestFacts): Manifest {
  const inputs = facts.inputs
    .map(({ name, text }) => ({ name, sha256: sha256Hex(text) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const deciding = {
    schemaVersion: MANIFEST_SCHEMA_VERSION,
    tool: { name: 'siliconomics', version: facts.toolVersion },
    kind: facts.kind,
    resolvedInput: facts.resolvedInput,
    inputs,
    seed: facts.seed,
    randomScheme: RANDOM_SCHEME,
    tickSeconds: facts.tickSeconds,
  };
  return {
    ...deciding,
    id: hashOfValue(deciding),
    fingerprint: facts.fingerprint,
    environment: facts.environment,
  };
}
