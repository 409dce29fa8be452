import { describe, expect, it } from '@jest/globals';
import {
  HASH_ALGORITHMS,
  type HashAlgorithmName,
  hashGraph,
  operatorCost,
  sha256dGraph,
} from '../../../src/workloads/index.js';

describe('classical work functions', () => {
  it('count double SHA-256 as two compressions of 2160 operations and no memory', () => {
    const { graph, workUnits, usefulShare } = sha256dGraph(1000);
    const cost = operatorCost(graph.nodes[0]!.op);
    expect(cost.flops).toBe(1000 * 2 * 2160);
    expect(cost.bytes).toBe(0);
    expect([workUnits, usefulShare]).toEqual([1000, 0]);
  });

  // Bytes a hash as the reference implementations define them.
  it.each([
    ['scrypt', 262_144],
    ['ethash', 8192],
    ['progpow', 16_384],
    ['randomx', 1_048_576],
    ['kheavyhash', 0],
  ] as const)('give %s %i random bytes a hash', (algorithm, bytes) => {
    expect(operatorCost(hashGraph(algorithm, 7).graph.nodes[0]!.op).bytes).toBe(7 * bytes);
  });

  it('count at least the mixing steps that each specification lists', () => {
    expect(HASH_ALGORITHMS.randomx.intOpsPerHash).toBeGreaterThanOrEqual(4_194_304);
    expect(HASH_ALGORITHMS.progpow.intOpsPerHash).toBeGreaterThanOrEqual(64 * 16 * 29);
    expect(HASH_ALGORITHMS.ethash.intOpsPerHash).toBeGreaterThanOrEqual(2048);
    expect(HASH_ALGORITHMS.kheavyhash.intOpsPerHash).toBeGreaterThanOrEqual(4096);
  });

  it('bound the Ethash rate of 936 GB/s by 114 million hashes a second, near the measured 114 to 121', () => {
    const rate = 936e9 / HASH_ALGORITHMS.ethash.offChipBytesPerHash;
    expect(rate / 1e6).toBeGreaterThan(114);
    expect(rate / 1e6).toBeLessThan(121);
  });

  it('say what the figures leave out', () => {
    for (const name of Object.keys(HASH_ALGORITHMS) as HashAlgorithmName[])
      expect(hashGraph(name, 1).notes.length).toBeGreaterThan(0);
  });
});
