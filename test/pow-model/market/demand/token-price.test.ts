import { describe, expect, it } from '@jest/globals';
import { coinPricePath } from '../../../../src/pow-model/market/scenario/coin-price.js';

describe('models of the coin price', () => {
  it('start at 1 and repeat with the seed and run', () => {
    const gbm = { kind: 'gbm', driftPerYear: 0, volatilityPerSqrtYear: 0.8 } as const;
    expect(coinPricePath(gbm, 3, 1, 0)[0]).toBe(1);
    expect(coinPricePath(gbm, 30, 1, 5)).toEqual(coinPricePath(gbm, 30, 1, 5));
    expect(coinPricePath(gbm, 30, 1, 5)).not.toEqual(coinPricePath(gbm, 30, 1, 6));
    expect(coinPricePath({ kind: 'constant' }, 2, 1, 0)).toEqual(Float64Array.of(1, 1));
  });

  it('have the variance of their parameters: diffusion plus jumps', () => {
    const model = {
      kind: 'jump-diffusion',
      driftPerYear: 0,
      volatilityPerSqrtYear: 0.5,
      jumpsPerYear: 2,
      jumpMean: 0,
      jumpSd: 0.4,
    } as const;
    const logs = Array.from({ length: 3000 }, (_, run) => Math.log(coinPricePath(model, 53, 1, run)[52]!));
    const variance = logs.reduce((sum, value) => sum + value * value, 0) / logs.length;
    const expected = (52 * (0.25 + 2 * 0.16)) / 52.17857;
    // Kurtosis of the jumps widens the standard error to about 4 %.
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.15);
  });

  it('interpolate a history in log and hold its last price', () => {
    const path = coinPricePath({ kind: 'history', pricesUsd: [10, 40], weeksPerStep: 4 }, 8, 1, 0);
    expect(path[2]).toBeCloseTo(2, 12);
    expect(path[7]).toBeCloseTo(4, 12);
  });

  it('refuse a path that turns negative, with the week', () => {
    const falling = { kind: 'expression', expression: { text: '1 - t', names: ['t'] } } as const;
    expect(() => coinPricePath(falling, 104, 1, 0)).toThrow('week 53');
    expect(() => coinPricePath({ kind: 'history', pricesUsd: [1, -1], weeksPerStep: 1 }, 3, 1, 0)).toThrow('positive');
  });
});
