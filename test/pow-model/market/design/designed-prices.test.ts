import { describe, expect, it } from '@jest/globals';
import { simulateDesigned } from '../../../../src/pow-model/market/design/index.js';
import { DESIGNED } from './example-design.js';

describe('the price of a chip that several make', () => {
  it('is its cost after all that was learned, times N/(N - 1), with and without learning', () => {
    for (const learningRate of [0, 0.15, 0.25]) {
      const found = simulateDesigned({ ...DESIGNED, workUsdPerYear: 20e9, learningRate });
      expect(found.makers).toBeGreaterThan(1);
      const { makers, usdPerWorkYear, costUsdPerWorkYear } = found;
      expect(usdPerWorkYear / costUsdPerWorkYear).toBeCloseTo(makers / (makers - 1), 9);
    }
  });

  it('lets outside buyers carry their part of the R&D', () => {
    const found = simulateDesigned({ ...DESIGNED, workUsdPerYear: 1e9, outsideUsdPerYear: 6e9, overlap: 0.5 });
    const option = DESIGNED.options.find(({ processNm }) => processNm === found.generationNm)!;
    const nre = (found.makers * option.nreUsd.value) / DESIGNED.productLifeYears;
    // 1 B$ here and half of 6 B$ elsewhere: a quarter of it.
    expect(found.uses.research / (nre / 4)).toBeCloseTo(1, 9);
  });
});
