import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStream } from '../../src/foundation/index.js';
import { exponential, normal } from '../../src/foundation/numeric/distributions/index.js';
import { normalCdf } from '../../src/foundation/numeric/portable-math.js';
import { benjaminiHochbergAdjust, holmAdjust, ksOneSample, ksTwoSample, mannWhitney } from '../../src/stats/index.js';

const small = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 5 });

/** Two-sided p by walking over every assignment of the pooled values. */
function enumeratedP(a: readonly number[], b: readonly number[]): number {
  const pooled = [...a, ...b];
  const u = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, one) => sum + y.reduce((s, other) => s + (one > other ? 1 : one === other ? 0.5 : 0), 0), 0);
  const observed = u(a, b);
  let all = 0;
  let lower = 0;
  let upper = 0;
  for (let mask = 0; mask < 1 << pooled.length; mask++) {
    const x = pooled.filter((_, i) => (mask >> i) & 1);
    if (x.length !== a.length) continue;
    const value = u(
      x,
      pooled.filter((_, i) => !((mask >> i) & 1)),
    );
    all++;
    if (value <= observed) lower++;
    if (value >= observed) upper++;
  }
  return Math.min(1, (2 * Math.min(lower, upper)) / all);
}

describe('mannWhitney', () => {
  it('gives the published exact result of the tutorial data of scipy.stats.mannwhitneyu', () => {
    // SciPy reference: U = 17, exact p = 0.1111.
    expect(mannWhitney([19, 22, 16, 29, 24], [20, 11, 17, 12])).toEqual({
      u: 17,
      pValue: expect.closeTo(1 / 9, 12),
      method: 'exact',
      superiority: 0.85,
    });
  });

  it('counts the exact distribution as plain enumeration does, ties included', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(mannWhitney(a, b).pValue).toBeCloseTo(enumeratedP(a, b), 12);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it('goes over from exact to normal without a jump', () => {
    const stream = createStream(1, 'mann-whitney');
    const a = Array.from({ length: 25 }, () => normal(stream, 0, 1));
    const b = Array.from({ length: 25 }, () => normal(stream, 0.6, 1));
    const exact = mannWhitney(a, b);
    const extended = mannWhitney(a, [...b, 0.2]);
    expect([exact.method, extended.method]).toEqual(['exact', 'normal']);
    expect(Math.abs(exact.pValue - extended.pValue)).toBeLessThan(0.02);
  });

  it('corrects the normal approximation for ties', () => {
    const a = Array.from({ length: 40 }, (_, i) => i % 3);
    const b = Array.from({ length: 40 }, (_, i) => (i % 3) + (i % 5 === 0 ? 1 : 0));
    const { u, pValue } = mannWhitney(a, b);
    const ties = [0, 1, 2, 3].map((v) => [...a, ...b].filter((x) => x === v).length);
    const variance = ((40 * 40) / 12) * (81 - ties.reduce((sum, t) => sum + t ** 3 - t, 0) / (80 * 79));
    expect(pValue).toBeCloseTo(2 * normalCdf(-(Math.abs(u - 800) - 0.5) / Math.sqrt(variance)), 12);
  });

  it('is symmetric and says nothing about equal constants', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(mannWhitney(a, b).pValue).toBeCloseTo(mannWhitney(b, a).pValue, 12);
        expect(mannWhitney(a, b).u + mannWhitney(b, a).u).toBe(a.length * b.length);
      }),
      { seed: 2 },
    );
    expect(mannWhitney(new Array(60).fill(1), new Array(60).fill(1)).pValue).toBe(1);
    expect(() => mannWhitney([Number.NaN], [1])).toThrow('NaN');
  });
});

describe('Kolmogorov-Smirnov tests', () => {
  it('have the tabulated 5 % point', () => {
    // Kolmogorov's limiting distribution: P(sqrt(n) D > 1.3581) = 0.05.
    const n = 100_000;
    const values = Float64Array.from({ length: n }, (_, i) => (i + 0.5) / n);
    expect(ksOneSample(values, (x) => x).distance).toBeCloseTo(0.5 / n, 10);
    const shift = 1.3581 / Math.sqrt(n);
    expect(Math.abs(ksOneSample(values, (x) => x - shift).pValue - 0.05)).toBeLessThan(0.001);
    const shifted = values.map((x) => x + shift * Math.SQRT2);
    expect(Math.abs(ksTwoSample(values, shifted).pValue - 0.05)).toBeLessThan(0.001);
  });

  it('accept the right distribution and refuse the wrong one', () => {
    const stream = createStream(1, 'ks');
    const values = Array.from({ length: 2000 }, () => normal(stream, 0, 1));
    expect(ksOneSample(values, normalCdf).pValue).toBeGreaterThan(0.01);
    expect(ksOneSample(values, (x) => normalCdf(x - 0.2)).pValue).toBeLessThan(1e-6);
    const other = Array.from({ length: 1500 }, () => exponential(stream, 1));
    expect(ksTwoSample(values, other).pValue).toBeLessThan(1e-10);
    expect(ksTwoSample(values.slice(0, 1000), values.slice(1000)).pValue).toBeGreaterThan(0.01);
  });
});

describe('adjustments for many tests', () => {
  it('give the textbook values', () => {
    expect(holmAdjust([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(benjaminiHochbergAdjust([0.01, 0.04, 0.03])).toEqual([0.03, 0.04, 0.04]);
    expect(holmAdjust([])).toEqual([]);
  });

  it('never lower a p-value, keep the order and stay at most 1; Holm is the stricter', () => {
    const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(p, (values) => {
        const holm = holmAdjust(values);
        const bh = benjaminiHochbergAdjust(values);
        values.forEach((value, i) => {
          expect(holm[i]!).toBeGreaterThanOrEqual(bh[i]! - 1e-15);
          expect(bh[i]!).toBeGreaterThanOrEqual(value);
          expect(holm[i]!).toBeLessThanOrEqual(1);
          values.forEach((other, j) => {
            if (value < other) expect(holm[i]!).toBeLessThanOrEqual(holm[j]!);
          });
        });
      }),
      { seed: 1 },
    );
  });
});
