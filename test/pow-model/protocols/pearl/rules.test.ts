import { describe, expect, it } from '@jest/globals';
import { chunkCount, chunkValues, nodeValue } from '../../../../src/pow-model/protocols/pearl/chunk-tree.js';
import {
  commit,
  type PearlInput,
  type PearlProof,
  prove,
  verify,
} from '../../../../src/pow-model/protocols/pearl/index.js';
import { jobKey } from '../../../../src/pow-model/protocols/pearl/job-key.js';
import { bytesOf, wordsOf } from '../../../../src/pow-model/protocols/pearl/keyed-block.js';
import { openedChunks, openMatrix } from '../../../../src/pow-model/protocols/pearl/matrix-opening.js';
import { patternOf, tilePlaces } from '../../../../src/pow-model/protocols/pearl/tile-pattern.js';
import { toyJob } from './toy-job.js';

const ANY = (1n << 256n) - 1n;
const range = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('Pearl refuses an input under the name of the rule', () => {
  const job = toyJob();
  it.each<[string, Partial<PearlInput>]>([
    ['rank-power-of-two', { rank: 48 }],
    ['rank-power-of-two', { rank: 0 }],
    ['rank-power-of-two', { rank: 32.5 }],
    ['rank-range', { rank: 16 }],
    ['rank-range', { rank: 2048 }],
    ['k-multiple-of-64', { k: 1056 }],
    ['k-multiple-of-64', { k: Number.NaN }],
    ['k-range', { k: 512 }],
    ['k-range', { k: 131_072 }],
    ['k-rank-ratio', { k: 1024, rank: 128 }],
    ['k-rank-ratio', { k: 8192, rank: 32 }],
    ['tile-area', { rowsPattern: [0], colsPattern: [0, 1] }],
    ['tile-area', { rowsPattern: range(32), colsPattern: range(16) }],
    ['tile-area', { rowsPattern: range(100_000) }],
    ['opening-size', { k: 65_536, rank: 128, rowsPattern: range(64), colsPattern: [0, 1, 2, 3] }],
    ['pattern', { rowsPattern: [1, 2, 3, 4] }],
    ['pattern', { rowsPattern: [0, 1, 3, 7] }],
    ['pattern', { rowsPattern: [0, 4, 2, 6] }],
    ['matrix-size', { m: 2 ** 24 + 1 }],
    ['matrix-size', { n: 0 }],
    ['matrix-size', { m: 1.5 }],
    ['matrix-length', { m: 127 }],
    ['entry-range', { a: new Int8Array(128 * 1024).fill(65) }],
    ['entry-range', { bT: new Int8Array(128 * 1024).fill(-65) }],
    ['header-length', { header: new Uint8Array(80) }],
  ])('%s: %j', (rule, change) => {
    expect(() => commit({ ...job, ...change })).toThrow(rule);
    expect(() => prove({ ...job, ...change, target: ANY })).toThrow(rule);
  });

  it('target-range', () => {
    expect(() => prove({ ...job, target: -1n })).toThrow('target-range');
    expect(() => prove({ ...job, target: 1n << 256n })).toThrow('target-range');
  });
});

describe('Pearl refuses a proof under the name of the rule', () => {
  const job = toyJob();
  const { header } = job;
  const proof = prove({ ...job, target: ANY })!;
  const config = (at: number, ...bytes: number[]) => {
    const changed = proof.config.slice();
    changed.set(bytes, at);
    return { config: changed };
  };
  const bytes = (length: number) => new Uint8Array(length);
  it.each<[string, Partial<Record<keyof PearlProof, unknown>>]>([
    ['malformed-proof', { m: '128' }],
    ['malformed-proof', { tileRow: 0.5 }],
    ['malformed-proof', { hashA: [1, 2] }],
    ['malformed-proof', { a: null }],
    ['malformed-proof', { b: { chunks: bytes(1024) } }],
    ['config-length', { config: bytes(51) }],
    ['rank-power-of-two', config(4, 33)],
    ['rank-range', config(4, 0, 8)],
    ['k-multiple-of-64', config(0, 1)],
    ['k-range', config(0, 0, 0, 0, 0x10)],
    ['k-rank-ratio', config(4, 128)],
    ['mma-type', config(6, 1)],
    ['reserved-bytes', config(51, 1)],
    ['tile-area', config(8, 0, 255, 0, 255, 0, 255)],
    ['pattern', config(8, 7, 1, 3, 1, 9, 0)],
    ['matrix-size', { m: 2 ** 24 + 1 }],
    ['matrix-size', { n: -1 }],
    ['hash-length', { hashA: bytes(31) }],
    ['hash-length', { ticket: bytes(33) }],
    ['tile-range', { tileRow: 128 }],
    ['tile-range', { tileCol: -1 }],
    ['tile-range', { tileRow: Number.MAX_SAFE_INTEGER }],
    ['tile-alignment', { tileRow: 8 }],
    ['tile-alignment', { tileCol: 1 }],
    ['opening-length', { a: { ...proof.a, chunks: bytes(1024) } }],
    ['merkle-length', { b: { ...proof.b, siblings: bytes(33) } }],
    ['merkle-length', { b: { ...proof.b, siblings: proof.b.siblings.subarray(32) } }],
    ['merkle-length', { a: { ...proof.a, siblings: bytes(50_000_000) } }],
    ['commitment-a', { hashA: bytes(32) }],
    ['commitment-b', { hashB: bytes(32) }],
    ['ticket-mismatch', { ticket: bytes(32) }],
  ])('%s: %#', (rule, change) => {
    const verdict = verify({ ...proof, ...change }, { header, target: ANY });
    expect(verdict.ok).toBe(false);
    expect(verdict.reason).toMatch(new RegExp(`^${rule}:`));
  });

  it('header-length, target-range and malformed-proof for values of no sense', () => {
    expect(verify(proof, { header: bytes(75), target: ANY }).reason).toMatch(/^header-length/);
    expect(verify(proof, { header, target: -1n }).reason).toMatch(/^target-range/);
    for (const value of [null, undefined, 1, 'proof', [], {}]) {
      expect(verify(value, { header, target: ANY }).reason).toMatch(/^malformed-proof/);
    }
  });

  it('entry-range and padding, also where the opening does lead to the commitment', () => {
    const shape = { ...job, m: 129, k: 1088, a: new Int8Array(129 * 1088), bT: new Int8Array(128 * 1088) };
    const { m, k } = shape;
    const genuine = prove({ ...shape, target: ANY })!;
    const matrix = new Uint8Array(chunkCount(m * k) * 1024);
    const forge = (bytes: Uint8Array) => {
      const key = wordsOf(jobKey(header, genuine.config));
      const values = chunkValues(key, bytes);
      const opened = openedChunks(k, job.rowsPattern, m);
      const hashA = bytesOf(nodeValue(key, values, 0, values.length / 8));
      return verify({ ...genuine, hashA, a: openMatrix(key, bytes, values, opened) }, { header, target: ANY }).reason;
    };
    expect(forge(matrix)).toBeUndefined();
    matrix[5] = 65;
    expect(forge(matrix)).toMatch(/^entry-range/);
    matrix[5] = 0;
    matrix[m * k] = 1;
    expect(forge(matrix)).toMatch(/^padding/);
  });
});

describe('tile patterns', () => {
  it('part the rows without overlap or gap', () => {
    for (const offsets of [
      [0, 8, 64, 72],
      [0, 1, 8, 9, 32, 33, 40, 41],
      [0, 1, 2, 3],
    ]) {
      const seen = new Uint8Array(256);
      for (const place of tilePlaces(patternOf(offsets, 'rows'), 256)) {
        for (const offset of offsets) seen[place + offset]! += 1;
      }
      expect(seen.every((count) => count === 1)).toBe(true);
    }
  });
});
