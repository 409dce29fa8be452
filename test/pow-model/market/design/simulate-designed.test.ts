import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { unitCost } from '../../../../src/pow-model/market/design/design-option.js';
import {
  designThreshold,
  learningFactor,
  makersSupported,
  productLifeValue,
  yearsToDesign,
} from '../../../../src/pow-model/market/design/design-threshold.js';
import { simulateDesigned } from '../../../../src/pow-model/market/design/simulate-designed.js';
import { DESIGNED, OPTIONS } from './example-design.js';

const paid = (workUsdPerYear: number, more = {}) => simulateDesigned({ ...DESIGNED, workUsdPerYear, ...more });

describe('closed forms of design', () => {
  it('values a product life as the study does: r 0.2, three years', () => {
    expect(productLifeValue(0.2, 18 / 12, 3)).toBeCloseTo(1.67124, 5);
    expect(productLifeValue(0.2, 22 / 12, 3)).toBeCloseTo(1.56346, 5);
    expect(productLifeValue(0.2, 26 / 12, 3)).toBeCloseTo(1.46263, 5);
  });

  it('needs NRE / (d (1 - C_new/C_old)) a year, and no spending suffices for a chip that is no cheaper', () => {
    expect(designThreshold(80e6, 1.56346, 0.02)).toBeCloseTo(80e6 / (1.56346 * 0.98), 3);
    expect(designThreshold(80e6, 1.5, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('supports floor(sqrt(W d / NRE)) makers, each with a profit of W/N^2 that covers its NRE', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e6, max: 1e12, noNaN: true }),
        fc.double({ min: 1e6, max: 1e9, noNaN: true }),
        (w, nre) => {
          const n = makersSupported(w, 1.5, nre);
          if (n > 0) expect((w * 1.5) / n ** 2).toBeGreaterThanOrEqual(nre * (1 - 1e-12));
          expect((w * 1.5) / (n + 1) ** 2).toBeLessThan(nre * (1 + 1e-12));
        },
      ),
    );
  });

  it('waits ln(W*/(w Y0))/gamma plus the lead; a cut to 5 % costs ln 20 / gamma = 6 years at gamma 0.5', () => {
    const full = yearsToDesign(1e9, 100e6, 0.5, 1.5);
    expect(yearsToDesign(1e9, 5e6, 0.5, 1.5) - full).toBeCloseTo(Math.log(20) / 0.5, 9);
    expect(Math.log(20) / 0.5).toBeCloseTo(6, 1);
    expect(yearsToDesign(1e9, 5e6, -0.1, 1.5)).toBe(Number.POSITIVE_INFINITY);
    expect(yearsToDesign(1e6, 5e6, -0.1, 1.5)).toBe(1.5);
  });

  it('halves cost at 20 times the volume with a learning rate of 15 %', () => {
    expect(learningFactor(20, 0.15)).toBeCloseTo(0.4954, 4);
    expect(learningFactor(1, 0.15)).toBe(1);
  });

  it('splits unit cost between energy and capital: 66 % for a hash ASIC, 25 % and 3 % for a GPU at 4.7 and 48 USD/W', () => {
    const owner = { ...DESIGNED.owner, otherOpexPerElectricity: 0 };
    const share = (usdPerWatt: number) => {
      const cost = unitCost(1, usdPerWatt, owner);
      return cost.electricity / cost.total;
    };
    expect(share(0.8)).toBeCloseTo(0.66, 2);
    expect(share(4.7)).toBeCloseTo(0.25, 2);
    expect(share(48)).toBeCloseTo(0.03, 2);
  });
});

describe('the market with designers', () => {
  it('reaches a generation that never falls with pay and jumps within 5 % of the thresholds', () => {
    const rank = (nm: number | null) => (nm === null ? 0 : 1 + OPTIONS.findIndex((one) => one.processNm === nm));
    let last = 0;
    for (let w = 1e6; w < 3e9; w *= 1.02) {
      const reached = rank(paid(w).generationNm);
      expect(reached).toBeGreaterThanOrEqual(last);
      if (reached > last) {
        const event = paid(w).events.at(-1)!;
        expect(Math.abs(w / event.thresholdUsdPerYear - 1)).toBeLessThan(0.05);
      }
      last = reached;
    }
    expect(last).toBe(OPTIONS.length);
  });

  it('brings the first chip when the closed form says, within a month', () => {
    const growing = paid(2e6, { growthPerYear: 0.5 });
    const first = growing.events[0]!;
    const expected = yearsToDesign(first.thresholdUsdPerYear, 2e6, 0.5, 1.5);
    expect(Math.abs(growing.firstChipYear! - expected)).toBeLessThanOrEqual(1 / 12 + 1e-9);
  });

  it('leaves users where they were with one maker and lowers their price with several', () => {
    const gpu = paid(1e6);
    const one = paid(30e6);
    expect(gpu.generationNm).toBeNull();
    expect(one.makers).toBe(1);
    expect(one.usdPerWorkYear).toBeCloseTo(gpu.usdPerWorkYear, 9);
    const many = paid(10e9);
    expect(many.makers).toBeGreaterThan(3);
    expect(many.usdPerWorkYear).toBeLessThan(0.1 * gpu.usdPerWorkYear);
  });

  it('accounts for every dollar that work is paid', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e6, max: 3e10, noNaN: true }),
        fc.constantFrom('low', 'value', 'high'),
        fc.double({ min: 0, max: 1e11, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (w, nreCase, outsideUsdPerYear, overlap) => {
          const out = paid(w, { nreCase, outsideUsdPerYear, overlap });
          const { electricity, otherOpex, silicon, research, makerMargin, minerProfit } = out.uses;
          const sum = electricity + otherOpex + silicon + research + makerMargin + minerProfit;
          expect(Math.abs(sum / out.spendingUsdPerYear - 1)).toBeLessThan(1e-9);
          expect(makerMargin).toBeGreaterThanOrEqual(-1e-6 * out.spendingUsdPerYear);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('is the same chip at 5 % and 100 % of 1 B$ when outsiders spend 100 B$ with an overlap of 0.3', () => {
    const outside = { outsideUsdPerYear: 100e9, overlap: 0.3 };
    expect(paid(50e6, outside).generationNm).toBe(paid(1e9, outside).generationNm);
    expect(paid(50e6).generationNm).not.toBe(paid(1e9).generationNm);
    expect(paid(50e6, { outsideUsdPerYear: 100e9, overlap: 0 }).generationNm).toBe(paid(50e6).generationNm);
  });

  it('waits for the foundry: a node that comes in year 6 ships after its lead', () => {
    const late = OPTIONS.map((one) => (one.processNm === 3 ? { ...one, nodeAvailableYear: 6 } : one));
    const shipped = paid(5e9, { options: late }).events.find((event) => event.processNm === 3)!;
    expect(shipped.decidedYear).toBeGreaterThanOrEqual(6);
    expect(shipped.shippedYear - shipped.decidedYear).toBeCloseTo(26 / 12, 6);
  });
});
