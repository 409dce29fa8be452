import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { signedRankP } from '../../src/stats/index.js';

/** 1 .. n with the signs of ranks that sum to `below` turned. */
function withRanksBelow(n: number, below: number): number[] {
  const values = Array.from({ length: n }, (_, i) => i + 1);
  let left = below;
  for (let rank = n; rank >= 1; rank--) {
    if (rank > left) continue;
    values[rank - 1] = -rank;
    left -= rank;
  }
  return values;
}

/** By counting all sign patterns of the mean ranks. */
function bySignPatterns(values: readonly number[]): number {
  const sizes = values.map(Math.abs);
  const ranks = sizes.map(
    (size) => (sizes.filter((other) => other < size).length + sizes.filter((other) => other <= size).length + 1) / 2,
  );
  const observed = ranks.reduce((sum, rank, i) => sum + (values[i]! > 0 ? rank : 0), 0);
  let atLeast = 0;
  for (let pattern = 0; pattern < 2 ** values.length; pattern++) {
    const sum = ranks.reduce((total, rank, i) => total + ((pattern >> i) & 1 ? rank : 0), 0);
    if (sum >= observed) atLeast++;
  }
  return atLeast / 2 ** values.length;
}

describe('the signed-rank test', () => {
  // F. Wilcoxon and R. A. Wilcox, "Some Rapid Approximate Statistical Procedures" (1964), one-sided 2.5 %.
  it.each([
    [8, 3],
    [10, 8],
    [12, 13],
    [15, 25],
    [20, 52],
    [25, 89],
  ])('has the published critical rank sum for n = %i: %i', (n, critical) => {
    expect(signedRankP(withRanksBelow(n, critical), 0)).toBeLessThanOrEqual(0.025);
    expect(signedRankP(withRanksBelow(n, critical + 1), 0)).toBeGreaterThan(0.025);
  });

  it('equals the count of all sign patterns, ties included', () => {
    const value = fc.integer({ min: 1, max: 6 }).chain((size) => fc.constantFrom(size, -size));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 9 }), (values) => {
        expect(signedRankP(values, 0)).toBeCloseTo(bySignPatterns(values), 12);
      }),
      { numRuns: 100 },
    );
  });

  it('moves with its centre and counts values on it against the claim', () => {
    expect(signedRankP([11, 12, 13, 14, 15], 10)).toBeCloseTo(1 / 32, 12);
    expect(signedRankP([0, 0, 0, 0], 0)).toBe(1);
    expect(signedRankP([], 0)).toBe(1);
  });

  it('goes over into its normal approximation without a step', () => {
    const at = (n: number) =>
      signedRankP(withRanksBelow(n, Math.round((n * (n + 1)) / 4 - 0.2 * n ** 1.5 * 3 ** -0.5)), 0);
    expect(Math.abs(at(60) - at(61))).toBeLessThan(0.005);
  });
});
