import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ChipDesign } from '../../src/chips/chip/chip-design.js';
import { builtinCatalog, designFigures, resolveChip } from '../../src/chips/index.js';

const lpddr = resolveChip(builtinCatalog(), 'hypo-7nm-lpddr');
const sram = resolveChip(builtinCatalog(), 'hypo-5nm-sram');

describe('hypothetical chips', () => {
  it('take their peak rates from arrays x cells x clock', () => {
    expect(lpddr.matrixRates.int8!.value).toBe(16 * 128 * 128 * 2 * 1e9);
    expect(lpddr.matrixRates.fp16!.value).toBe(16 * 128 * 128 * 1e9);
    expect(sram.matrixRates.int8!.value).toBe(128 * 64 * 64 * 2 * 1.2e9);
    expect(sram.matrixRates.fp8).toBeNull();
  });

  it('take memory from channels and pins, or from the banks where there is no DRAM', () => {
    expect(lpddr.memory.kind).toBe('lpddr');
    expect(lpddr.memory.bandwidthBytesPerSec.value).toBeCloseTo((16 * 32 * 8.533e9) / 8, -1);
    expect(lpddr.memory.capacityBytes.value).toBe(128 * 2 ** 30);
    expect(sram.memory.kind).toBe('sram');
    expect(sram.memory.capacityBytes.value).toBe(640 * 2 ** 20);
    expect(sram.memory.bandwidthBytesPerSec.value).toBe(640 * 64 * 1.2e9);
    expect(sram.cache).toBeNull();
  });

  it('say why they exist and stay within the reticle and what air and cold plates cool', () => {
    for (const chip of [lpddr, sram]) {
      expect(chip.rationale.length).toBeGreaterThan(200);
      expect(chip.dieAreaMm2!.value).toBeLessThan(858);
      // H100: 700 W over 814 mm2; published cold plates hold a little more than twice as much.
      expect(chip.tdpW.value / chip.dieAreaMm2!.value).toBeLessThan(1.2);
      for (const figure of [chip.dieAreaMm2!, chip.tdpW, chip.priceUsd!]) {
        expect(figure.confidence).toBe('low');
        expect(figure.low).toBeLessThan(figure.value);
        expect(figure.high).toBeGreaterThan(figure.value);
      }
    }
  });
});

function isDram(design: ChipDesign): design is ChipDesign & { dram: NonNullable<ChipDesign['dram']> } {
  return design.dram !== null;
}

describe('a design', () => {
  const base = lpddr.design!;
  const factor = fc.integer({ min: 2, max: 3 });

  it('sums its blocks: area, power and price are those of the parts', () => {
    for (const design of [base, sram.design!]) {
      const { area, power, cost } = designFigures(design);
      const sum = area.components.reduce((total, block) => total + block.mm2.value, 0);
      expect(area.totalMm2.value).toBeCloseTo(sum, 9);
      const watts = power.components.reduce((total, part) => total + part.watts.value, 0);
      expect(power.fullW.value).toBeCloseTo(watts, 9);
      expect(power.tdpW.value).toBe(power.fullW.value);
      const usd = cost.diesUsd.value + cost.packageUsd.value + cost.memoryUsd.value + cost.boardUsd.value;
      expect(cost.unitUsd.value).toBeCloseTo(usd + cost.testUsd.value, 9);
    }
  });

  it('grows in area, power and price with every resource', () => {
    const larger: Readonly<Record<string, (times: number) => ChipDesign>> = {
      arrays: (times) => ({ ...base, arrays: { ...base.arrays, count: base.arrays.count * times } }),
      scratchpad: (times) => ({ ...base, scratchpad: { ...base.scratchpad, bytes: base.scratchpad.bytes * times } }),
      lanes: (times) => ({ ...base, vectorLanes: base.vectorLanes * times }),
      channels: (times) =>
        isDram(base) ? { ...base, dram: { ...base.dram, channels: base.dram.channels * times } } : base,
    };
    const before = designFigures(base);
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(larger)), factor, (resource, times) => {
        const after = designFigures(larger[resource]!(times));
        expect(after.dieAreaMm2.value).toBeGreaterThan(before.dieAreaMm2.value);
        expect(after.cost.goodDieUsd.value).toBeGreaterThan(before.cost.goodDieUsd.value);
        expect(after.cost.yield.value).toBeLessThan(before.cost.yield.value);
        expect(after.priceUsd.value).toBeGreaterThan(before.priceUsd.value);
        expect(after.tdpW.value).toBeGreaterThanOrEqual(before.tdpW.value);
      }),
      { numRuns: 20 },
    );
  });

  it('draws more power at a faster clock without growing', () => {
    const faster = designFigures({ ...base, clockHz: base.clockHz * 1.5 });
    expect(faster.tdpW.value).toBeGreaterThan(designFigures(base).tdpW.value);
    expect(faster.dieAreaMm2.value).toBe(designFigures(base).dieAreaMm2.value);
  });
});
