import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { doubleSpendProbability, selfishMiningRevenue, selfishMiningThreshold } from '../../../src/pow-model/index.js';

describe('selfishMiningRevenue', () => {
  it.each([
    [1 / 3, 0, 0.333333],
    [0.3, 0, 0.273126],
    [0.4, 0, 0.483721],
    [0.45, 0, 0.651773],
    [0.25, 0.5, 0.25],
    [0.3, 0.5, 0.326874],
    [0.4, 0.5, 0.525581],
    [0.1, 1, 0.109194],
  ])('at alpha %d and gamma %d is %d', (alpha, gamma, revenue) => {
    expect(selfishMiningRevenue(alpha, gamma)).toBeCloseTo(revenue, 6);
  });

  it('equals the honest share exactly at the threshold and reaches 1 at a half', () => {
    for (const gamma of [0, 0.25, 0.5, 0.75]) {
      const threshold = selfishMiningThreshold(gamma);
      expect(selfishMiningRevenue(threshold, gamma)).toBeCloseTo(threshold, 12);
    }
    expect(selfishMiningRevenue(0.4999999, 0)).toBeCloseTo(1, 5);
    expect(selfishMiningRevenue(0.7, 0)).toBe(1);
    expect(selfishMiningRevenue(0, 1)).toBe(0);
  });

  it('refuses what is no share', () => {
    expect(() => selfishMiningRevenue(1.1, 0)).toThrow('share-range');
    expect(() => selfishMiningRevenue(0.1, Number.NaN)).toThrow('share-range');
  });
});

describe('doubleSpendProbability', () => {
  it.each([
    [0.1, 0, 1],
    [0.1, 5, 0.0009137],
    [0.3, 5, 0.1773523],
    [0.3, 10, 0.0416605],
    [0.1, 1, 0.2045873],
    [0.1, 10, 0.0000012],
    [0.3, 50, 0.0000006],
  ])('at q %d after %d blocks is %d', (q, z, chance) => {
    expect(doubleSpendProbability(q, z)).toBeCloseTo(chance, 7);
  });

  it('falls below 0.1 % at the depths of the paper and not before', () => {
    for (const [q, z] of [
      [0.1, 5],
      [0.15, 8],
      [0.2, 11],
      [0.25, 15],
      [0.3, 24],
      [0.35, 41],
      [0.4, 89],
      [0.45, 340],
    ] as const) {
      expect(doubleSpendProbability(q, z)).toBeLessThan(0.001);
      expect(doubleSpendProbability(q, z - 1)).toBeGreaterThanOrEqual(0.001);
    }
  });

  it('is certain from half of the hash rate on, impossible with none, and falls with depth', () => {
    expect(doubleSpendProbability(0.5, 100)).toBe(1);
    expect(doubleSpendProbability(0, 3)).toBe(0);
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.49, noNaN: true }), fc.nat(200), (q, z) => {
        expect(doubleSpendProbability(q, z + 1)).toBeLessThanOrEqual(doubleSpendProbability(q, z));
      }),
    );
  });
});
