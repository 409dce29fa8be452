import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addAlike,
  addBands,
  type Band,
  bandAbout,
  divideBands,
  divideLimits,
  EstimateSum,
  exactly,
  HOURS_PER_DAY,
  HOURS_PER_WEEK,
  HOURS_PER_YEAR,
  JOULES_PER_KWH,
  multiplyBands,
  SECONDS_PER_DAY,
  SECONDS_PER_HOUR,
  SECONDS_PER_YEAR,
  WEEKS_PER_MONTH,
} from '../../../src/foundation/index.js';
import { ln } from '../../../src/foundation/numeric/portable-math.js';
import { parseQuantity } from '../../../src/foundation/quantity/units.js';

const band: fc.Arbitrary<Band> = fc
  .tuple(
    fc.double({ min: 0.1, max: 1e6, noNaN: true }),
    fc.double({ min: 0.2, max: 1, noNaN: true }),
    fc.double({ min: 1, max: 5, noNaN: true }),
  )
  .map(([value, down, up]) => ({ value, low: value * down, high: value * up }));
const width = ({ low, high }: Band) => high - low;
const lnWidth = ({ low, high }: Band) => ln(high / low);

describe('interval arithmetic', () => {
  it('adds independent half-widths in quadrature: 3 and 4 make 5', () => {
    const sum = addBands({ value: 10, low: 7, high: 13 }, { value: 20, low: 16, high: 24 });
    expect(sum).toEqual({ value: 30, low: 25, high: 35 });
  });

  it('multiplies independent factors in quadrature of logarithms', () => {
    const double = { value: 1, low: 1 / 2, high: 2 };
    const four = multiplyBands(double, double, double, double);
    expect(four.high).toBeCloseTo(4, 12);
    expect(four.low).toBeCloseTo(1 / 4, 12);
  });

  it('is never wider for independent errors than for shared ones or for limits', () => {
    fc.assert(
      fc.property(band, band, (a, b) => {
        expect(width(addBands(a, b))).toBeLessThanOrEqual(width(addAlike(a, b)) * (1 + 1e-12));
        expect(lnWidth(divideBands(a, b))).toBeLessThanOrEqual(lnWidth(divideLimits(a, b)) + 1e-12);
      }),
    );
  });

  it('holds the value within its ends, and adds nothing where a part is exact', () => {
    fc.assert(
      fc.property(band, band, fc.double({ min: 0.1, max: 10, noNaN: true }), (a, b, factor) => {
        for (const { value, low, high } of [addBands(a, b), multiplyBands(a, b), divideBands(a, b), bandAbout(5, a)]) {
          expect(low).toBeLessThanOrEqual(value);
          expect(high).toBeGreaterThanOrEqual(value);
        }
        expect(lnWidth(multiplyBands(a, exactly(factor)))).toBeCloseTo(lnWidth(a), 9);
        expect(width(addBands(a, exactly(factor)))).toBeCloseTo(width(a), 6);
      }),
    );
  });

  it('adds within a family as one error and between families as several', () => {
    const estimate = { value: 10, low: 7, high: 13, provenance: 'analytic' } as const;
    const sum = new EstimateSum();
    sum.add('gemm', estimate, 3);
    expect(sum.total()).toEqual({ value: 30, low: 21, high: 39, provenance: 'analytic' });
    sum.add('attention', { ...estimate, low: -2, high: 22 }, 1);
    expect(sum.total()).toEqual({ value: 40, low: 25, high: 55, provenance: 'analytic' });
  });
});

describe('spans of time', () => {
  it('agree with each other and with the units that files may use', () => {
    expect(SECONDS_PER_YEAR).toBe(HOURS_PER_YEAR * SECONDS_PER_HOUR);
    expect(SECONDS_PER_DAY).toBe(HOURS_PER_DAY * SECONDS_PER_HOUR);
    expect(12 * WEEKS_PER_MONTH * HOURS_PER_WEEK).toBeCloseTo(HOURS_PER_YEAR, 9);
    expect(parseQuantity('1 year', 'seconds')).toBeCloseTo(SECONDS_PER_YEAR, 6);
    expect(parseQuantity('1 kWh', 'joule')).toBeCloseTo(JOULES_PER_KWH, 6);
  });
});
