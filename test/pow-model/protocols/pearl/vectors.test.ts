import { describe, expect, it } from '@jest/globals';
import { blake3 } from '@noble/hashes/blake3.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import fc from 'fast-check';
import { chunkValues, nodeValue } from '../../../../src/pow-model/protocols/pearl/chunk-tree.js';
import { commit } from '../../../../src/pow-model/protocols/pearl/index.js';
import { bytesOf, wordsOf } from '../../../../src/pow-model/protocols/pearl/keyed-block.js';
import { addNoise, denseFactor, pearlNoise } from '../../../../src/pow-model/protocols/pearl/noise.js';
import { encodeConfig } from '../../../../src/pow-model/protocols/pearl/pearl-config.js';
import { noisyOperand } from '../../../../src/pow-model/protocols/pearl/pearl-job.js';
import { multiplyTile } from '../../../../src/pow-model/protocols/pearl/tile-products.js';
import { tileAccumulators } from '../../../../src/pow-model/protocols/pearl/transcript.js';
import { toyJob } from './toy-job.js';

describe('the Pearl toy job, step by step', () => {
  const job = toyJob();
  const commitment = commit(job);
  const sideA = noisyOperand(commitment.seedA, 'A_tensor', job.a, job.m, job.k, job.rank);
  const sideB = noisyOperand(commitment.seedB, 'B_tensor', job.bT, job.n, job.k, job.rank);

  it('encodes the default patterns as 070103010000 and 000103010101', () => {
    const hex = bytesToHex(encodeConfig(job).bytes);
    expect(hex.slice(0, 16)).toBe('0004000020000000');
    expect(hex.slice(16, 28)).toBe('070103010000');
    expect(hex.slice(28, 40)).toBe('000103010101');
    expect(hex.slice(40)).toBe('00'.repeat(32));
  });

  it.each([
    ['job', 'f33912e4cf85b1041b11e5284b72750441f346d1e6bc8ff6c6fc67a062c9709d'],
    ['hashA', '7a598f4bd09ae0c76c775c9edf5a61973abeedf7ae9a2806fd431d704b4ebab8'],
    ['hashB', 'b86806acee4a09568ffc2fd6c12ced6841a44e1c974e63996cd848713fdbbcb1'],
    ['seedB', 'b83815d00583529da3153690ec31b7ae6dce9b612402abc54c56d10d73c4bf88'],
    ['seedA', 'a51c5c1af4f59d4a59fc33aa78e522e171fa8df7e82ff44c73c0ea11b4e80188'],
  ] as const)('commits to %s', (name, hex) => {
    expect(bytesToHex(commitment[name])).toBe(hex);
  });

  it('draws the index pairs and the dense factor of A', () => {
    const { first, second } = sideA.noise;
    expect([0, 1, 2].map((l) => [first[l], second[l]])).toEqual([
      [12, 26],
      [21, 12],
      [31, 29],
    ]);
    expect([...sideA.dense.subarray(0, 4)]).toEqual([5, -10, 19, -17]);
  });

  it('adds the published noise to row 0 of A and column 41 of B', () => {
    const noiseOf = (noisy: Int8Array, plain: Int8Array, at: number) =>
      [0, 1, 2, 3].map((l) => noisy[at + l]! - plain[at + l]!);
    expect(noiseOf(sideA.noisy, job.a, 0)).toEqual([-28, -7, 15, -46]);
    expect(noiseOf(sideB.noisy, job.bT, 41 * job.k)).toEqual([33, 0, 33, -7]);
  });

  it('ends the tile at 0, 0 with accumulators 11813 and -35246, by both kernels', () => {
    const { k } = job;
    const pack = (noisy: Int8Array, rows: readonly number[]) => {
      const packed = new Int8Array(rows.length * k);
      rows.forEach((row, i) => {
        packed.set(noisy.subarray(row * k, row * k + k), i * k);
      });
      return packed;
    };
    const xors = new Int32Array(32);
    const rows = pack(sideA.noisy, job.rowsPattern);
    const cols = pack(sideB.noisy, job.colsPattern);
    const sums = tileAccumulators(rows, 4, cols, 8, k, job.rank, xors);
    expect([sums[0], sums[31]]).toEqual([11_813, -35_246]);

    const fast = new Int32Array(32);
    const product = new Int32Array(job.m * job.n);
    const operands = { a: sideA.noisy, bT: sideB.noisy, n: job.n, k, rank: job.rank };
    multiplyTile(operands, 0, job.rowsPattern, 0, job.colsPattern, fast, product);
    expect(fast).toEqual(xors);
    expect([product[0], product[72 * job.n + 41]]).toEqual([11_813, -35_246]);
  });
});

describe('keyed BLAKE3 of a matrix', () => {
  it('equals the library hash of the padded bytes for any number of chunks', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 9000 }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (bytes, key) => {
          const words = wordsOf(key);
          const values = chunkValues(words, bytes);
          const padded = new Uint8Array(Math.ceil(bytes.length / 1024) * 1024);
          padded.set(bytes);
          expect(bytesOf(nodeValue(words, values, 0, values.length / 8))).toEqual(blake3(padded, { key }));
        },
      ),
    );
  });
});

describe('Pearl noise', () => {
  it('stays within 63 of zero and never pairs a rank with itself, for every admitted rank', () => {
    for (const rank of [32, 64, 128, 256, 512, 1024]) {
      const noise = pearlNoise(new Uint8Array(32).fill(rank), 'A_tensor', rank, 1024);
      const dense = denseFactor(noise, 1);
      const out = new Int8Array(1024);
      addNoise(noise, new Int8Array(1024), 0, dense, 0, out, 0);
      for (let l = 0; l < 1024; l++) {
        expect(noise.first[l] !== noise.second[l]).toBe(true);
        expect(noise.first[l]! < rank && noise.second[l]! < rank).toBe(true);
        expect(Math.abs(out[l]!) <= 63).toBe(true);
      }
    }
  });
});
