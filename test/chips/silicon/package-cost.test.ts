import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dieCost, dieYield, processNode, processNodes } from '../../../src/chips/index.js';
import { harvestYield } from '../../../src/chips/silicon/harvest-yield.js';
import { costAgainstVolume, nreCost } from '../../../src/chips/silicon/nre-cost.js';
import { packageCost } from '../../../src/chips/silicon/package-cost.js';

const clustered = (clustering: number) => ({ kind: 'negative-binomial', clustering }) as const;

function goodDie(areaMm2: number, waferPriceUsd: number, defectsPerCm2: number): number {
  const wafer = { diameterMm: 300, edgeExclusionMm: 5, scribeMm: 0.2 };
  return dieCost({ areaMm2, waferPriceUsd, defectsPerCm2, model: clustered(10), wafer }).goodDieUsd;
}

describe('a package', () => {
  // Chiplet Actuary (Feng & Ma, DAC 2022, run at d8dc4f1): 800 mm2 of logic, chiplets with a tenth of die-to-die interface.
  it.each([
    ['5 nm', 16988, 0.11, [699, 401, 470, 559]],
    ['7 nm', 9346, 0.09, [342, 231, 291, 356]],
  ] as const)('costs what Chiplet Actuary says at %s', (_node, waferUsd, defects, published) => {
    const whole = { dies: 1, mm2PerDie: 800, goodDieUsd: goodDie(800, waferUsd, defects) };
    const four = { dies: 4, mm2PerDie: 220, goodDieUsd: goodDie(220, waferUsd, defects) };
    const totals = [
      packageCost({ packaging: 'monolithic', ...whole }),
      packageCost({ packaging: 'mcm', ...four }),
      packageCost({ packaging: 'fan-out', ...four }),
      packageCost({ packaging: 'interposer', ...four }),
    ].map(({ totalUsd }) => Math.round(totalUsd));
    expect(totals).toEqual(published);
  });

  it('accounts for every dollar', () => {
    const cost = packageCost({ packaging: 'interposer', dies: 3, mm2PerDie: 150, goodDieUsd: 60 });
    expect(cost.diesUsd + cost.partsUsd + cost.lossUsd).toBeCloseTo(cost.totalUsd, 9);
    expect(cost.lossUsd).toBeGreaterThan(0);
  });
});

describe('harvested dies', () => {
  it('yield as whole ones where every unit must work', () => {
    for (const model of [{ kind: 'poisson' } as const, clustered(2), clustered(3), clustered(10)]) {
      const all = { units: 128, sellableUnits: 128, unitAreaShare: 0.7 };
      expect(harvestYield(826, 0.09, model, all)).toBeCloseTo(dieYield(826, 0.09, model), 4);
    }
  });

  it('yield as their common part alone where no unit need work', () => {
    const none = { units: 16, sellableUnits: 0, unitAreaShare: 0.6 };
    expect(harvestYield(500, 0.1, clustered(3), none)).toBeCloseTo(dieYield(200, 0.1, clustered(3)), 4);
  });

  // A100 sells 108 of the 128 SMs of GA100.
  it('rise by about half for an A100, and never fall with a spare unit more', () => {
    const at = (sellableUnits: number) =>
      harvestYield(826, 0.09, clustered(3), { units: 128, sellableUnits, unitAreaShare: 0.7 });
    expect(at(128)).toBeCloseTo(0.5145, 3);
    expect(at(108)).toBeGreaterThan(0.75);
    expect(at(108)).toBeLessThan(0.85);
    for (let units = 128; units > 100; units--) expect(at(units - 1)).toBeGreaterThanOrEqual(at(units));
  });

  it('is a share for any number of units, however many defects the worst dies have', () => {
    const units = fc
      .integer({ min: 1, max: 200 })
      .chain((all) => fc.tuple(fc.constant(all), fc.integer({ min: 0, max: all })));
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 5000, noNaN: true }),
        units,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (mm2, [all, sold], share) => {
          const sellable = harvestYield(mm2, 0.2, clustered(1.5), {
            units: all,
            sellableUnits: sold,
            unitAreaShare: share,
          });
          return sellable >= 0 && sellable <= 1 + 1e-12;
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the non-recurring cost', () => {
  it('is masks, IP and design, and rises to finer nodes', () => {
    let before = Number.POSITIVE_INFINITY;
    for (const node of [...processNodes().values()].sort((a, b) => a.processNm - b.processNm)) {
      const { masksUsd, ipUsd, designUsd, totalUsd } = nreCost(node);
      expect(masksUsd.value + ipUsd.value + designUsd.value).toBeCloseTo(totalUsd.value, 0);
      expect(masksUsd.value).toBeLessThanOrEqual(before);
      before = masksUsd.value;
    }
    expect(nreCost(processNode(7)!).masksUsd.value).toBe(10.5e6);
    expect(nreCost(processNode(5)!).ipUsd.value).toBe(2.6442e6);
  });

  it('weighs less on a unit the more are made', () => {
    const unit = { value: 500, low: 400, high: 700 };
    const nre = { value: 80e6, low: 30e6, high: 300e6 };
    const [few, many] = costAgainstVolume(unit, nre, [1e4, 1e6]);
    expect(few!.usd.value).toBe(8500);
    expect(many!.usd.value).toBe(580);
  });
});
