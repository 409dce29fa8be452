import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { concentration } from '../../../../src/pow-model/market/metrics/concentration.js';
import { operatorSizes } from '../../../../src/pow-model/market/metrics/operator-sizes.js';

describe('concentration over operators', () => {
  it('is 1/n, 0 and a majority for n equals', () => {
    expect(concentration([{ size: 3, count: 10 }])).toEqual({
      hhi: expect.closeTo(0.1, 12),
      gini: expect.closeTo(0, 12),
      nakamoto: 6,
    });
    expect(concentration([{ size: 1, count: 1 }])).toEqual({ hhi: 1, gini: 0, nakamoto: 1 });
    expect(concentration([{ size: 0, count: 5 }])).toBeNull();
  });

  it('follows hand-worked figures: one half and ten twentieths', () => {
    const { hhi, gini, nakamoto } = concentration([
      { size: 0.5, count: 1 },
      { size: 0.05, count: 10 },
    ])!;
    expect(hhi).toBeCloseTo(0.275, 12);
    expect(nakamoto).toBe(2);
    // Mean absolute difference over twice the mean: 20 x 0.45 / (2 x 121 x 1/11).
    expect(gini).toBeCloseTo((20 * 0.45) / (2 * 121 * (1 / 11)), 12);
  });

  it('does not depend on how equal operators are grouped', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 5 })), {
          minLength: 1,
          maxLength: 8,
        }),
        (groups) => {
          const grouped = concentration(groups.map(([size, count]) => ({ size, count })))!;
          const single = concentration(
            groups.flatMap(([size, count]) => Array.from({ length: count }, () => ({ size, count: 1 }))),
          )!;
          expect(grouped.hhi).toBeCloseTo(single.hhi, 12);
          expect(grouped.gini).toBeCloseTo(single.gini, 12);
          expect(grouped.nakamoto).toBe(single.nakamoto);
        },
      ),
    );
  });

  it('divides a cohort by a size law that keeps its capacity', () => {
    const sizes = operatorSizes(12, { operators: 3, exponent: 1 });
    expect(sizes.reduce((sum, one) => sum + one.size, 0)).toBeCloseTo(12, 12);
    expect(sizes[0]!.size / sizes[2]!.size).toBeCloseTo(3, 12);
    expect(() => operatorSizes(1, { operators: 0, exponent: 1 })).toThrow('0 operators');
  });
});
