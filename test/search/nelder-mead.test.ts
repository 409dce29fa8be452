import { describe, expect, it } from '@jest/globals';
import { nelderMead } from '../../src/search/index.js';

const LIMITS = { tolerance: 1e-9, maxEvaluations: 2000 };

describe('the simplex search', () => {
  it('finds the bottom of a bowl', () => {
    const { x } = nelderMead(([a, b]) => (a! - 1) ** 2 + (b! + 2) ** 2, [0, 0], [0.5, 0.5], LIMITS);
    expect(x[0]).toBeCloseTo(1, 6);
    expect(x[1]).toBeCloseTo(-2, 6);
  });

  it('walks down the curved valley of Rosenbrock', () => {
    const found = nelderMead(([a, b]) => (1 - a!) ** 2 + 100 * (b! - a! * a!) ** 2, [-1.2, 1], [0.2, 0.2], LIMITS);
    expect(found.x[0]).toBeCloseTo(1, 5);
    expect(found.x[1]).toBeCloseTo(1, 5);
  });

  it('keeps within its evaluations by at most one shrink and takes NaN for infinitely bad', () => {
    const found = nelderMead(([a]) => (a! < 0 ? Number.NaN : a!), [1], [0.3], { tolerance: 0, maxEvaluations: 30 });
    expect(found.evaluations).toBeLessThanOrEqual(34);
    expect(found.x[0]).toBeGreaterThanOrEqual(0);
  });
});
