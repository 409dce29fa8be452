import { describe, expect, it } from '@jest/globals';
import { backtestPearl } from '../../../src/study/backtest/pearl-backtest.js';

describe('the back-test on Pearl', () => {
  const result = backtestPearl();

  it('emits 1.17 to 1.31 million coins a day over the measured heights', () => {
    expect(result.coinsPerDay.low / 1e6).toBeCloseTo(1.17, 1);
    expect(result.coinsPerDay.high / 1e6).toBeCloseTo(1.31, 1);
  });

  it('finds the 320,000 measured cards within 10 % of its best figure and inside its band', () => {
    expect(Math.abs(result.cards.value / result.measuredCards - 1)).toBeLessThan(0.1);
    expect(result.measuredInBand).toBe(true);
    expect(result.cards.low).toBeLessThan(result.cards.value);
    expect(result.cards.high).toBeGreaterThan(result.cards.value);
  });
});
