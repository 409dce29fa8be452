import { describe, expect, it } from '@jest/globals';
import {
  GONKA_FRAUD_THRESHOLD,
  GONKA_HONEST_MISMATCH,
  GONKA_TARGET_RADIUS,
  gonkaFlagCount,
  gonkaFraudTail,
  gonkaWinProbability,
} from '../../../../src/pow-model/index.js';

describe('gonkaWinProbability', () => {
  it('is 0.050647 in 8196 dimensions and 0.050689 in 8192', () => {
    expect(gonkaWinProbability(8196, GONKA_TARGET_RADIUS)).toBeCloseTo(0.050647, 6);
    expect(gonkaWinProbability(8192, GONKA_TARGET_RADIUS)).toBeCloseTo(0.050689, 6);
    expect(1 / gonkaWinProbability(8196, GONKA_TARGET_RADIUS)).toBeCloseTo(19.74, 2);
  });

  it('is the arc on a circle, the height of the cap on a sphere, and a half at sqrt 2', () => {
    const at = (angle: number) => 2 * Math.sin(angle / 2);
    expect(gonkaWinProbability(2, at(1))).toBeCloseTo(1 / Math.PI, 12);
    expect(gonkaWinProbability(3, at(1))).toBeCloseTo((1 - Math.cos(1)) / 2, 12);
    expect(gonkaWinProbability(3, at(2.5))).toBeCloseTo((1 - Math.cos(2.5)) / 2, 12);
    expect(gonkaWinProbability(500, Math.SQRT2)).toBeCloseTo(0.5, 12);
    expect(gonkaWinProbability(5, 2)).toBe(1);
    expect(gonkaWinProbability(5, 0)).toBe(0);
  });
});

describe('gonkaFraudTail', () => {
  const honest = (bad: number) => gonkaFraudTail({ sampled: 200, bad, honestRate: GONKA_HONEST_MISMATCH });

  it('flags at 5 bad of 200: 7.306e-8, where 4 give 3.738e-6', () => {
    expect(honest(5) / 7.306e-8).toBeCloseTo(1, 3);
    expect(honest(4) / 3.738e-6).toBeCloseTo(1, 3);
    expect(gonkaFlagCount(200, GONKA_HONEST_MISMATCH, GONKA_FRAUD_THRESHOLD)).toBe(5);
  });

  it.each([
    [0.01, 6.1],
    [0.02, 39.1],
    [0.03, 73.2],
    [0.05, 97.5],
  ])('detects a true bad share of %d in %d %% of samples', (share, percent) => {
    const power = gonkaFraudTail({ sampled: 200, bad: 5, honestRate: share }) * 100;
    // 5.2 %, 37.1 %, 71.9 %, 97.4 % without the honest mismatches; the printed figures include them.
    const withHonest =
      gonkaFraudTail({ sampled: 200, bad: 5, honestRate: share + GONKA_HONEST_MISMATCH * (1 - share) }) * 100;
    expect(Math.abs(withHonest - percent)).toBeLessThan(0.06);
    expect(power).toBeLessThan(withHonest);
  });

  it('is 1 for no mismatch and 0 for more mismatches than samples', () => {
    expect(honest(0)).toBe(1);
    expect(gonkaFraudTail({ sampled: 3, bad: 3, honestRate: 0.5 })).toBeCloseTo(0.125, 14);
    expect(gonkaFraudTail({ sampled: 3, bad: 4, honestRate: 0.5 })).toBe(0);
  });
});
