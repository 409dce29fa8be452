import { describe, expect, it } from '@jest/globals';
import { createStream } from '../../src/foundation/numeric/random-stream.js';
import { canonicalJson } from '../../src/foundation/record/canonical-json.js';
import { sha256Hex } from '../../src/foundation/record/hash.js';
import { createManifest, type ManifestEnvironment, type ManifestFacts } from '../../src/foundation/record/manifest.js';

const facts: ManifestFacts = {
  toolVersion: '0.1.0',
  kind: 'study',
  resolvedInput: { machines: [{ chip: 'h100-sxm', count: 8 }], horizonYears: 10 },
  inputs: [
    { name: 'study.yaml', text: 'machines: []\n' },
    { name: 'chips/x.yaml', text: 'id: x\n' },
  ],
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
  it('holds tool version, resolved input, input hashes, seed, tick unit, fingerprint and schema version', () => {
    expect(createManifest(facts)).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'siliconomics', version: '0.1.0' },
      kind: 'study',
      resolvedInput: facts.resolvedInput,
      inputs: [
        { name: 'chips/x.yaml', sha256: sha256Hex('id: x\n') },
        { name: 'study.yaml', sha256: sha256Hex('machines: []\n') },
      ],
      seed: 42,
      tickSeconds: { chip: 1e-12 },
      fingerprint: '00ff',
    });
  });

  it('survives writing and reading, and the seed in it gives the same draws again', () => {
    const manifest = createManifest(facts);
    const read = JSON.parse(canonicalJson(manifest)) as typeof manifest;
    expect(read).toEqual(manifest);
    expect(createStream(read.seed, 'miners', 3).nextUint32()).toBe(createStream(42, 'miners', 3).nextUint32());
  });

  it.each([
    ['tool version', { toolVersion: '0.1.1' }],
    ['kind', { kind: 'sweep' }],
    ['resolved input', { resolvedInput: { machines: [], horizonYears: 10 } }],
    ['text of an input', { inputs: [{ name: 'study.yaml', text: 'machines: [] \n' }] }],
    ['seed', { seed: 43 }],
    ['tick unit', { tickSeconds: { chip: 1e-9 } }],
  ])('has another id when the %s changes', (_what, change) => {
    expect(createManifest({ ...facts, ...change }).id).not.toBe(createManifest(facts).id);
  });

  it('has the same id on another machine, at another time, and for inputs read in another order', () => {
    const other = createManifest({ ...facts, environment, inputs: [...facts.inputs].reverse() });
    expect(other.id).toBe(createManifest(facts).id);
    expect(other.environment).toEqual(environment);
  });

  it('refuses an input that JSON cannot carry', () => {
    expect(() => createManifest({ ...facts, resolvedInput: { price: Number.NaN } })).toThrow('price');
  });
});
