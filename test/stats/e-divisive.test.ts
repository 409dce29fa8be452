import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStream } from '../../src/foundation/index.js';
import { normal } from '../../src/foundation/numeric/distributions/index.js';
import { energySplit } from '../../src/stats/energy-split.js';
import { changePoints, DEFAULT_CHANGE_POINTS, twoSampleT } from '../../src/stats/index.js';

/** Levels of the given lengths with normal noise. */
function steps(seed: number, sd: number, levels: readonly (readonly [level: number, length: number])[]): number[] {
  const stream = createStream(seed, 'steps');
  return levels.flatMap(([level, length]) => Array.from({ length }, () => level + normal(stream, 0, sd)));
}

const indices = (values: readonly number[], options = DEFAULT_CHANGE_POINTS) =>
  changePoints(values, options).map(({ index }) => index);

/** The divergence as the paper writes it. */
function divergence(left: readonly number[], right: readonly number[]): number {
  const mean = (pairs: readonly number[]) => pairs.reduce((sum, one) => sum + one, 0) / pairs.length;
  const within = (part: readonly number[]) =>
    mean(part.flatMap((x, i) => part.slice(i + 1).map((y) => Math.abs(x - y))));
  const across = mean(left.flatMap((x) => right.map((y) => Math.abs(x - y))));
  const scale = (left.length * right.length) / (left.length + right.length);
  return scale * (2 * across - within(left) - within(right));
}

describe('the two-sample t-test', () => {
  it("gives the published result of Student's sleep data", () => {
    // W. S. Gosset, "The probable error of a mean" (1908): t = 1.8608 with 18 degrees of freedom, p = 0.07919.
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { t, pValue } = twoSampleT(first, second);
    expect(t).toBeCloseTo(1.8608, 4);
    expect(pValue).toBeCloseTo(0.07919, 5);
  });

  it('knows groups without spread', () => {
    expect(twoSampleT([1, 1, 1], [1, 1])).toMatchObject({ t: 0, pValue: 1 });
    expect(twoSampleT([0.1, 0.1, 0.1], [0.3, 0.3])).toMatchObject({ t: Number.POSITIVE_INFINITY, pValue: 0 });
    expect(twoSampleT([1], [2]).pValue).toBe(1);
  });
});

describe('the energy split', () => {
  it('has the divergence of the definition, at the best index', () => {
    const value = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(value, { minLength: 4, maxLength: 14 }), (values) => {
        const all = Array.from({ length: values.length - 3 }, (_, i) =>
          divergence(values.slice(0, i + 2), values.slice(i + 2)),
        );
        expect(energySplit(values, 0, values.length)!.divergence).toBeCloseTo(Math.max(...all), 9);
      }),
    );
  });

  it('of two flat levels 0 and 1 of lengths 3 and 6 is 3 x 6 / 9 x 2 = 4 at their seam', () => {
    expect(energySplit([0, 0, 0, 1, 1, 1, 1, 1, 1], 0, 9)).toEqual({ index: 3, divergence: 4 });
  });
});

describe('change points', () => {
  it('are found where they were planted, within two values', () => {
    const planted = [40, 90, 120];
    let besides = 0;
    for (let seed = 0; seed < 20; seed++) {
      const found = indices(
        steps(seed, 1, [
          [100, 40],
          [105, 50],
          [101, 30],
          [108, 60],
        ]),
      );
      for (const index of planted) expect(found.some((one) => Math.abs(one - index) <= 2)).toBe(true);
      besides += found.length - planted.length;
    }
    expect(besides).toBeLessThanOrEqual(2);
  });

  it('are rare in a series that does not change: at most 6 of 100 series of 100 values', () => {
    // The best of about 98 splits is tested, so the rate is above 0.001: 34 of 1000 such series were counted.
    let alarms = 0;
    for (let seed = 0; seed < 100; seed++) if (indices(steps(seed, 1, [[50, 100]])).length > 0) alarms++;
    expect(alarms).toBeLessThanOrEqual(6);
  });

  it('of steps of 1 % by 1 % are found as one climb', () => {
    const climb = steps(
      3,
      0.003,
      Array.from({ length: 10 }, (_, i) => [0.01 * i, 8] as const),
    );
    const found = changePoints(climb);
    const risen = found.reduce((sum, { test }) => sum + test.meanB - test.meanA, 0);
    expect(found.length).toBeGreaterThanOrEqual(4);
    expect(risen).toBeGreaterThan(0.06);
  });

  it('do not come from one spike', () => {
    const values = steps(5, 1, [[50, 60]]);
    values[30] = 90;
    expect(indices(values)).toEqual([]);
  });

  it('below the smallest change that matters are left out', () => {
    const values = steps(6, 0.1, [
      [100, 30],
      [101, 30],
      [110, 30],
    ]);
    expect(indices(values)).toEqual([30, 60]);
    expect(indices(values, { ...DEFAULT_CHANGE_POINTS, minChange: 5 })).toEqual([60]);
  });

  it('do not depend on scale, offset or direction of time', () => {
    const values = steps(7, 1, [
      [100, 25],
      [106, 25],
    ]);
    const found = indices(values);
    expect(indices(values.map((value) => 3 * value - 1000))).toEqual(found);
    expect(indices([...values].reverse()).map((index) => values.length - index)).toEqual(found);
  });

  it('are none in series too short or too flat to say', () => {
    expect(indices([])).toEqual([]);
    expect(indices([1, 2, 3])).toEqual([]);
    expect(indices(Array<number>(200).fill(0.1))).toEqual([]);
    expect(indices([...Array<number>(20).fill(0.1), ...Array<number>(20).fill(0.3)])).toEqual([20]);
    expect(() => changePoints([1, Number.NaN])).toThrow(/finite/);
  });
});
