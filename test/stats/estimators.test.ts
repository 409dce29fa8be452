import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mean, sampleVariance } from 'simple-statistics';
import { createStream } from '../../src/foundation/index.js';
import { exponential, normal } from '../../src/foundation/numeric/distributions/index.js';
import {
  bcaInterval,
  blockBootstrapInterval,
  ecdf,
  meanInterval,
  median,
  percentileInterval,
  quantileSorted,
  quantiles,
  RunningMoments,
  shareInterval,
  spreadOfRuns,
  studentTQuantile,
  twoSampleInterval,
  weightedQuantile,
} from '../../src/stats/index.js';

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 50 });
const average = (sample: Float64Array) => {
  let sum = 0;
  for (const x of sample) sum += x;
  return sum / sample.length;
};

describe('quantiles', () => {
  it('interpolate between order statistics as numpy does', () => {
    expect(quantiles([4, 1, 3, 2], [0, 0.25, 0.5, 0.9, 1])).toEqual([1, 1.75, 2.5, 3.7, 4]);
    expect(quantileSorted([7], 0.3)).toBe(7);
    expect(quantileSorted([1, Infinity, Infinity], 0.9)).toBe(Infinity);
    expect(() => quantileSorted([], 0.5)).toThrow('at least one');
    expect(() => quantileSorted([1], 1.1)).toThrow('[0, 1]');
  });

  it('put the 95th percentile of 1 to 20 at 19.05, in order or not, and as a spread of runs', () => {
    const values = Array.from({ length: 20 }, (_, i) => 20 - i);
    expect(quantiles(values, [0.95])).toEqual([19.05]);
    expect(spreadOfRuns(values)).toEqual({ value: 10.5, low: 1.9500000000000002, high: 19.05 });
  });

  it('have the median in their middle, to the bit', () => {
    fc.assert(fc.property(numbers, (values) => expect(median(values)).toBe(quantiles(values, [0.5])[0])));
    expect(median([Infinity, 1, Infinity, 2, Infinity, Infinity])).toBe(Infinity);
    expect(() => median([])).toThrow('at least one');
  });

  it('weight values by their weights', () => {
    expect(weightedQuantile([30, 10, 20], [8, 1, 1], 0.1)).toBe(10);
    expect(weightedQuantile([30, 10, 20], [8, 1, 1], 0.5)).toBe(30);
    expect(weightedQuantile([10, 20], [0, 1], 0)).toBe(20);
    expect(() => weightedQuantile([1], [0], 0.5)).toThrow('positive sum');
  });
});

describe('RunningMoments', () => {
  it('agrees with two-pass formulas, also when merged from parts', () => {
    fc.assert(
      fc.property(numbers, fc.nat(50), (values, cut) => {
        const parts = [new RunningMoments(), new RunningMoments()] as const;
        values.forEach((value, i) => {
          parts[i < cut ? 0 : 1].add(value);
        });
        const [moments, rest] = parts;
        moments.merge(rest);
        const scale = Math.max(...values.map(Math.abs), 1);
        expect(moments.count).toBe(values.length);
        expect(moments.mean / scale).toBeCloseTo(mean(values) / scale, 12);
        expect(moments.variance / scale ** 2).toBeCloseTo(sampleVariance(values) / scale ** 2, 12);
        expect([moments.min, moments.max]).toEqual([Math.min(...values), Math.max(...values)]);
      }),
      { seed: 1 },
    );
  });
});

describe('ecdf', () => {
  it('counts the share of values at most x', () => {
    const f = ecdf([3, 1, 2, 2]);
    expect([f(0), f(1), f(2), f(2.5), f(3)]).toEqual([0, 0.25, 0.75, 0.75, 1]);
  });
});

describe('bootstrap intervals', () => {
  // B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap (1993), table 14.1 (spatial test data, A) and
  // table 14.2: variance 171.5, 90 % percentile (100.8, 233.9), BCa (115.8, 259.6), from 2000 resamples.
  const spatial = [48, 36, 20, 29, 42, 42, 20, 42, 22, 41, 45, 14, 6, 0, 33, 28, 34, 4, 32, 24, 47, 41, 24, 26, 30, 41];
  const plugInVariance = (sample: Float64Array) => {
    const centre = average(sample);
    return average(sample.map((x) => (x - centre) ** 2));
  };
  const options = () => ({ confidence: 0.9, resamples: 8000, stream: createStream(1, 'bootstrap') });

  it('reproduce the published percentile and BCa intervals of the spatial test data', () => {
    const percentile = percentileInterval(spatial, plugInVariance, options());
    expect(percentile.value).toBeCloseTo(171.5, 1);
    expect(Math.abs(percentile.low - 100.8)).toBeLessThan(6);
    expect(Math.abs(percentile.high - 233.9)).toBeLessThan(6);
    const bca = bcaInterval(spatial, plugInVariance, options());
    expect(Math.abs(bca.low - 115.8)).toBeLessThan(6);
    expect(Math.abs(bca.high - 259.6)).toBeLessThan(6);
  });

  it('collapse on constant values and give the same bits for the same stream', () => {
    expect(bcaInterval([5, 5, 5], average, options())).toEqual({ value: 5, low: 5, high: 5 });
    expect(percentileInterval(spatial, average, options())).toEqual(percentileInterval(spatial, average, options()));
  });

  it('cover the true mean of a skewed distribution about as often as they say', () => {
    const stream = createStream(1, 'coverage');
    let covered = 0;
    const trials = 200;
    for (let t = 0; t < trials; t++) {
      const values = Array.from({ length: 40 }, () => exponential(stream, 1));
      const { low, high } = bcaInterval(values, average, { confidence: 0.9, resamples: 200, stream });
      if (low <= 1 && 1 <= high) covered++;
    }
    expect(covered / trials).toBeGreaterThan(0.83);
    expect(covered / trials).toBeLessThan(0.96);
  });

  it('of a difference straddle zero for one population and not for two', () => {
    const stream = createStream(1, 'two samples');
    const a = Array.from({ length: 60 }, () => normal(stream, 0, 1));
    const b = Array.from({ length: 60 }, () => normal(stream, 2, 1));
    const difference = (x: Float64Array, y: Float64Array) => average(y) - average(x);
    const { value, low, high } = twoSampleInterval(a, b, difference, { confidence: 0.99, resamples: 2000, stream });
    expect(low > 0 && low < value && value < high && high < 3).toBe(true);
    const same = twoSampleInterval(a, a, difference, { confidence: 0.99, resamples: 2000, stream });
    expect(same.low < 0 && same.high > 0).toBe(true);
  });

  it('of blocks are wider than of single values where neighbours resemble each other', () => {
    const stream = createStream(1, 'blocks');
    let state = 0;
    const values = Array.from({ length: 400 }, () => {
      state = 0.9 * state + normal(stream, 0, 1);
      return state;
    });
    const width = (blockLength: number) => {
      const { low, high } = blockBootstrapInterval(values, average, blockLength, {
        confidence: 0.9,
        resamples: 500,
        stream,
      });
      return high - low;
    };
    expect(width(40)).toBeGreaterThan(2 * width(1));
    expect(() => width(0)).toThrow('1..400');
  });
});

describe('intervals of means and shares', () => {
  it('use the tabulated points of Student t', () => {
    // Standard t table: 97.5 % points.
    expect(studentTQuantile(0.975, 1)).toBeCloseTo(12.7062047, 6);
    expect(studentTQuantile(0.975, 10)).toBeCloseTo(2.2281389, 6);
    expect(studentTQuantile(0.025, 30)).toBeCloseTo(-2.0422725, 6);
    const { value, low, high } = meanInterval([1, 2, 3], 0.95);
    expect([value, low, high]).toEqual([2, expect.closeTo(2 - 2.48414, 4), expect.closeTo(2 + 2.48414, 4)]);
  });

  it('keep shares inside [0, 1] and match a published Wilson interval', () => {
    // R. G. Newcombe, Statistics in Medicine 17 (1998), table I: 81/263 gives 0.2553 to 0.3662.
    const { low, high } = shareInterval(81, 263, 0.95);
    expect([low, high]).toEqual([expect.closeTo(0.2553, 4), expect.closeTo(0.3662, 4)]);
    expect(shareInterval(0, 20, 0.95).low).toBe(0);
    expect(shareInterval(20, 20, 0.95).high).toBe(1);
  });
});
