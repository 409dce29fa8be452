import { describe, expect, it } from '@jest/globals';
import { type Expectation, expectedRevenue } from '../../../../src/pow-model/index.js';

const revenue = Float64Array.of(1, 2, 4, 8, 8, 8, 2);

describe('expectations of revenue', () => {
  it('are what their names say', () => {
    expect(expectedRevenue(revenue, { kind: 'naive' })).toEqual(revenue);
    expect(expectedRevenue(revenue, { kind: 'smoothed', steps: 2 })[3]).toBe(6);
    expect(expectedRevenue(revenue, { kind: 'trend', steps: 2, aheadSteps: 3 })[2]).toBeCloseTo(32, 12);
    expect(expectedRevenue(revenue, { kind: 'foresight', aheadSteps: 1 })[5]).toBe(5);
  });

  it('do not look ahead unless they are foresight', () => {
    const changed = revenue.slice();
    changed[6] = 1000;
    const kinds: Expectation[] = [
      { kind: 'naive' },
      { kind: 'smoothed', steps: 3 },
      { kind: 'trend', steps: 3, aheadSteps: 6 },
    ];
    for (const kind of kinds) {
      expect(expectedRevenue(changed, kind).slice(0, 6)).toEqual(expectedRevenue(revenue, kind).slice(0, 6));
    }
    const foresight: Expectation = { kind: 'foresight', aheadSteps: 2 };
    expect(expectedRevenue(changed, foresight)[5]).not.toBe(expectedRevenue(revenue, foresight)[5]);
  });
});
