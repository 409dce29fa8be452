import { describe, expect, it } from '@jest/globals';
import { createStream } from '../../src/foundation/numeric/random-stream.js';
import { canonicalJson } from '../../src/foundation/record/canonical-json.js';
import { sha256Hex } from '../../src/foundation/record/hash.js';
import {
  createManifest,
  type ManifestEnvironment,
  type ManifestFacts,
  type ManifestFile,
  manifestId,
} from '../../src/foundation/record/manifest.js';

function textFile(path: string, content: string): ManifestFile {
  return { path, sha256: sha256Hex(content), bytes: content.length, encoding: 'utf8', content };
}

const facts: ManifestFacts = {
  toolVersion: '0.1.0',
  kind: 'study',
  resolvedInput: { machines: [{ chip: 'h100-sxm', count: 8 }], horizonYears: 10 },
  files: [textFile('study.yaml', 'machines: []\n'), textFile('chips/x.yaml', 'id: x\n')],
  results: [{ path: 'outcome.json', sha256: sha256Hex('{}') }],
  seed: 42,
  tickSeconds: { chip: 1e-12 },
  fingerprint: '00ff',
  environment: null,
};

const environment: ManifestEnvironment = {
  git: null,
  runtime: 'node 20',
  platform: 'linux x64',
  cpu: 'any',
  argv: ['study', 'study.yaml'],
  startedAt: '2026-01-01T00:00:00Z',
  wallSeconds: 1.5,
};

describe('I3: a manifest reproduces its result', () => {
  it('holds tool version, resolved input, every file with content and hash, seed, tick unit, fingerprint and schema version', () => {
    expect(createManifest(facts)).toMatchObject({
      schemaVersion: 2,
      tool: { name: 'siliconomics', version: '0.1.0' },
      kind: 'study',
      resolvedInput: facts.resolvedInput,
      files: [textFile('chips/x.yaml', 'id: x\n'), textFile('study.yaml', 'machines: []\n')],
      results: facts.results,
      seed: 42,
      tickSeconds: { chip: 1e-12 },
      fingerprint: '00ff',
    });
  });

  it('survives writing and reading, and the seed in it gives the same draws again', () => {
    const manifest = createManifest(facts);
    const read = JSON.parse(canonicalJson(manifest)) as typeof manifest;
    expect(read).toEqual(manifest);
    expect(manifestId(read)).toBe(manifest.id);
    expect(createStream(read.seed, 'miners', 3).nextUint32()).toBe(createStream(42, 'miners', 3).nextUint32());
  });

  it.each([
    ['tool version', { toolVersion: '0.1.1' }],
    ['kind', { kind: 'sweep' }],
    ['resolved input', { resolvedInput: { machines: [], horizonYears: 10 } }],
    ['content of a file', { files: [textFile('study.yaml', 'machines: [] \n'), facts.files[1]!] }],
    ['path of a file', { files: [{ ...facts.files[0]!, path: 'other.yaml' }, facts.files[1]!] }],
    ['seed', { seed: 43 }],
    ['tick unit', { tickSeconds: { chip: 1e-9 } }],
  ])('has another id when the %s changes', (_what, change) => {
    expect(createManifest({ ...facts, ...change }).id).not.toBe(createManifest(facts).id);
  });

  it('has the same id on another machine, at another time, and for files read in another order', () => {
    const other = createManifest({ ...facts, environment, files: [...facts.files].reverse() });
    expect(other.id).toBe(createManifest(facts).id);
    expect(other.environment).toEqual(environment);
  });

  it('refuses an input that JSON cannot carry', () => {
    expect(() => createManifest({ ...facts, resolvedInput: { price: Number.NaN } })).toThrow('price');
  });
});
