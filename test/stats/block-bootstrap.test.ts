import { describe, expect, it } from '@jest/globals';
import { createStream } from '../../src/foundation/index.js';
import { circularBlockBootstrap } from '../../src/stats/index.js';

describe('the circular block bootstrap', () => {
  it('keeps neighbours together: each value but the first of a block follows its predecessor around the circle', () => {
    const values = Array.from({ length: 35 }, (_, i) => i);
    circularBlockBootstrap(values, 5, 50, createStream(1, 'test'), (resample) => {
      resample.forEach((value, i) => {
        if (i % 5 !== 0) expect(value).toBe((resample[i - 1]! + 1) % 35);
      });
    });
  });

  it('is right on average', () => {
    const values = [1, 2, 3, 4, 10];
    let sum = 0;
    circularBlockBootstrap(values, 2, 4000, createStream(2, 'test'), (resample) => {
      sum += resample.reduce((a, b) => a + b, 0) / 5;
    });
    // The standard error of the mean of 4000 resamples is 0.03.
    expect(Math.abs(sum / 4000 - 4)).toBeLessThan(0.1);
  });

  it('refuses an empty sample', () => {
    expect(() => circularBlockBootstrap([], 5, 1, createStream(3, 'test'), () => {})).toThrow('at least one');
  });
});
