import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dieYield, processNode, type YieldModel } from '../../../src/chips/index.js';
import { dieCost, dieCostBand, RETICLE_LIMIT_MM2, STANDARD_WAFER } from '../../../src/chips/silicon/die-cost.js';
import { diesPerWafer, type Wafer } from '../../../src/chips/silicon/dies-per-wafer.js';

const WHOLE_WAFER: Wafer = { diameterMm: 300, edgeExclusionMm: 0, scribeMm: 0 };
const clustered = (clustering: number): YieldModel => ({ kind: 'negative-binomial', clustering });
const MODELS: readonly YieldModel[] = [{ kind: 'poisson' }, { kind: 'murphy' }, { kind: 'seeds' }, clustered(3)];

describe('the yield of a die', () => {
  it('has the closed forms at one defect a die', () => {
    const oneDefect = MODELS.map((model) => dieYield(100, 1, model));
    expect(oneDefect[0]).toBeCloseTo(0.36787944, 8);
    expect(oneDefect[1]).toBeCloseTo(0.3995764, 8);
    expect(oneDefect[2]).toBe(0.5);
    expect(oneDefect[3]).toBeCloseTo(27 / 64, 12);
  });

  it('is one without defects, and Murphy joins it smoothly', () => {
    for (const model of MODELS) expect(dieYield(826, 0, model)).toBe(1);
    // Yield is 1 - AD to first order, so with AD added back it hardly moves; cancellation would show.
    const corrected = (defects: number) => dieYield(100, defects, { kind: 'murphy' }) + defects;
    expect(Math.abs(corrected(1.0001e-5) - corrected(0.9999e-5))).toBeLessThan(1e-13);
  });

  it('becomes Poisson as clustering vanishes and Seeds at clustering one', () => {
    expect(dieYield(400, 0.1, clustered(1e9))).toBeCloseTo(dieYield(400, 0.1, { kind: 'poisson' }), 6);
    expect(dieYield(400, 0.1, clustered(1))).toBeCloseTo(dieYield(400, 0.1, { kind: 'seeds' }), 12);
  });

  it('falls with area and with the density of defects, in every model', () => {
    const area = fc.double({ min: 1, max: 858, noNaN: true });
    const defects = fc.double({ min: 0.001, max: 1, noNaN: true });
    const more = fc.double({ min: 1.001, max: 3, noNaN: true });
    fc.assert(
      fc.property(area, defects, more, fc.constantFrom(...MODELS), (mm2, density, factor, model) => {
        const before = dieYield(mm2, density, model);
        expect(dieYield(mm2 * factor, density, model)).toBeLessThan(before);
        expect(dieYield(mm2, density * factor, model)).toBeLessThan(before);
        expect(before).toBeGreaterThan(0);
        expect(before).toBeLessThan(1);
      }),
    );
  });
});

describe('the cost of a die', () => {
  // Both public models take 9346 USD a wafer at 7 nm; they differ by defects, clustering, edge exclusion and scribe alone.
  it('reproduces the Princeton model of an A100-size die: yield 0.354, 423 USD', () => {
    const cost = dieCost({
      areaMm2: 826,
      waferPriceUsd: 9346,
      defectsPerCm2: 0.15,
      model: clustered(3),
      wafer: WHOLE_WAFER,
    });
    expect(cost.yield).toBeCloseTo(0.354, 3);
    expect(cost.goodDieUsd).toBeGreaterThan(422.5);
    expect(cost.goodDieUsd).toBeLessThan(423.5);
    expect(cost.diesPerWafer).toBeCloseTo(62.4, 1);
  });

  it('reproduces Chiplet Actuary for the same die: yield 0.488, 338 USD', () => {
    const cost = dieCost({
      areaMm2: 826,
      waferPriceUsd: 9346,
      defectsPerCm2: 0.09,
      model: clustered(10),
      wafer: { diameterMm: 300, edgeExclusionMm: 5, scribeMm: 0.2 },
    });
    expect(cost.yield).toBeCloseTo(0.488, 3);
    expect(Math.round(cost.goodDieUsd)).toBe(338);
    expect(Math.round(cost.rawDieUsd)).toBe(165);
  });

  // Chiplet Actuary, the other rows of its table: raw USD, yield, good-die USD.
  it.each([
    [609, 9346, 0.09, 0.586, 116, 197],
    [814, 16988, 0.11, 0.424, 295, 695],
    [100, 9346, 0.09, 0.914, 16.4, 17.9],
    [400, 3984, 0.08, 0.73, 30.7, 42.0],
  ])(
    'reproduces Chiplet Actuary at %d mm2 and %d USD a wafer',
    (areaMm2, waferPriceUsd, defectsPerCm2, good, raw, usd) => {
      const wafer = { diameterMm: 300, edgeExclusionMm: 5, scribeMm: 0.2 };
      const cost = dieCost({ areaMm2, waferPriceUsd, defectsPerCm2, model: clustered(10), wafer });
      expect(cost.yield).toBeCloseTo(good, 2);
      expect(Math.abs(cost.rawDieUsd / raw - 1)).toBeLessThan(0.01);
      expect(Math.abs(cost.goodDieUsd / usd - 1)).toBeLessThan(0.01);
    },
  );

  it('holds both published models of the A100-size die within its band', () => {
    const band = dieCostBand({ value: 826, low: 826, high: 826 }, processNode(7)!);
    for (const usd of [338, 423]) {
      expect(usd).toBeGreaterThan(band.goodDieUsd.low);
      expect(usd).toBeLessThan(band.goodDieUsd.high);
    }
    for (const good of [0.354, 0.488]) {
      expect(good).toBeGreaterThan(band.yield.low);
      expect(good).toBeLessThan(band.yield.high);
    }
  });

  it('rises with area, and faster than area', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 400, noNaN: true }),
        fc.double({ min: 1.01, max: RETICLE_LIMIT_MM2 / 400, noNaN: true }),
        fc.double({ min: 0.01, max: 0.5, noNaN: true }),
        (areaMm2, factor, defectsPerCm2) => {
          const at = (mm2: number) =>
            dieCost({
              areaMm2: mm2,
              waferPriceUsd: 9346,
              defectsPerCm2,
              model: clustered(3),
              wafer: { ...STANDARD_WAFER, scribeMm: 0 },
            }).goodDieUsd;
          expect(at(areaMm2 * factor)).toBeGreaterThan(at(areaMm2) * factor);
        },
      ),
    );
  });

  it('counts no dies larger than the wafer', () => {
    expect(diesPerWafer(60_000, STANDARD_WAFER)).toBe(0);
  });
});
