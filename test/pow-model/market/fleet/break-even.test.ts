import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  annuityYears,
  breakEvenRevenue,
  freeEntryMargin,
  netPresentValue,
} from '../../../../src/pow-model/market/fleet/break-even.js';

const margin = (kappa: number, r: number, g: number) => freeEntryMargin(kappa, 0.05, 1.1, r, g, Infinity);

describe('the break-even revenue of a machine', () => {
  it('reproduces the closed-form margins at 0.05 USD/kWh and overhead 1.1', () => {
    expect(margin(0.8, 0.2, 0.24)).toBeCloseTo(2.339, 5);
    expect(margin(0.8, 0.1, 0.24)).toBeCloseTo(2.25337, 5);
    expect(margin(0.6, 0.2, 0.24)).toBeCloseTo(2.10125, 5);
    expect(margin(1.5, 0.2, 0.24)).toBeCloseTo(3.10171, 5);
    expect(margin(0.8, 0.2, 0.5)).toBeCloseTo(3.06409, 5);
    expect(margin(0.8, 0.2, 0.05)).toBeCloseTo(1.62935, 5);
  });

  it('tends to 1 + kappa r / (8.766 c U) where revenue does not fall', () => {
    const limit = 1 + (0.8 * 0.2) / (8.766 * 0.05 * 1.1);
    expect(margin(0.8, 0.2, 0)).toBeCloseTo(limit, 9);
    expect(margin(0.8, 0.2, 1e-9)).toBeCloseTo(limit, 6);
  });

  it('gives a net present value of zero for any machine', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 0.2, max: 15, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (capitalUsd, runningUsdPerYear, lifetimeYears, r, g) => {
          const cost = { capitalUsd, runningUsdPerYear, lifetimeYears };
          const revenue = breakEvenRevenue(cost, r, g);
          expect(Math.abs(netPresentValue(cost, revenue, r, g))).toBeLessThan(1e-9 * (capitalUsd + revenue));
          expect(revenue).toBeGreaterThan(runningUsdPerYear);
        },
      ),
    );
  });

  it('spreads money over years as an annuity does', () => {
    expect(annuityYears(0.2, 3) * Math.exp(-0.2 * 1.5)).toBeCloseTo(1.67124, 5);
    expect(annuityYears(0, 4)).toBe(4);
    expect(annuityYears(0.1, Infinity)).toBeCloseTo(10, 12);
  });
});
