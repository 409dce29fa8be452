import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import type { ChipDesign } from '../../src/chips/chip/chip-design.js';
import { chipSchema } from '../../src/chips/describe/schema/chip-schema.js';
import { checkChip, designFigures, parseChipFile } from '../../src/chips/index.js';
import { isUserError, UserError } from '../../src/foundation/index.js';
import { randomDesign } from './random-design.js';

const positive = ({ low, value, high }: { low: number; value: number; high: number }) =>
  Number.isFinite(high) && low > 0 && low <= value && value <= high;

describe('a thousand random designs', () => {
  it('have positive finite area, cost and power, whose parts add up', () => {
    fc.assert(
      fc.property(randomDesign, (plan) => {
        const { area, power, cost } = designFigures(plan);
        expect(positive(area.totalMm2)).toBe(true);
        expect(area.components.every(({ mm2 }) => positive(mm2))).toBe(true);
        const sum = area.components.reduce((total, { mm2 }) => total + mm2.value, 0);
        expect(Math.abs(sum / area.totalMm2.value - 1)).toBeLessThan(1e-9);
        const watts = power.components.reduce((total, part) => total + part.watts.value, 0);
        expect(Math.abs(watts / power.fullW.value - 1)).toBeLessThan(1e-9);
        expect(power.tdpW.value).toBeLessThanOrEqual(power.fullW.value * (1 + 1e-12));
        expect(power.dieW).toBeLessThanOrEqual(power.fullW.value);
        expect(power.sustainedClockHz).toBeLessThanOrEqual(plan.clockHz);
        expect(power.idleW.value).toBeLessThan(power.tdpW.value);
        if (area.perDieMm2.high > 858) return;
        expect(positive(cost.unitUsd)).toBe(true);
        expect(cost.yield.low).toBeGreaterThan(0);
        expect(cost.yield.high).toBeLessThanOrEqual(1);
      }),
      { numRuns: 1000 },
    );
  });

  it('grow in area and die cost with scratchpad, lanes and arrays', () => {
    const larger = fc.constantFrom<(plan: ChipDesign) => ChipDesign>(
      (plan) => ({ ...plan, scratchpad: { ...plan.scratchpad, bytes: 2 * plan.scratchpad.bytes } }),
      (plan) => ({ ...plan, vectorLanes: 2 * plan.vectorLanes }),
      (plan) => ({ ...plan, hashEngines: plan.hashEngines + 100 }),
    );
    fc.assert(
      fc.property(randomDesign, larger, (plan, grow) => {
        const [before, after] = [designFigures(plan), designFigures(grow(plan))];
        expect(after.area.totalMm2.value).toBeGreaterThan(before.area.totalMm2.value);
        if (after.area.perDieMm2.high > 858) return;
        expect(after.cost.goodDieUsd.value).toBeGreaterThan(before.cost.goodDieUsd.value);
        expect(after.power.fullW.value).toBeGreaterThanOrEqual(before.power.fullW.value * (1 - 1e-12));
      }),
      { numRuns: 300 },
    );
  });
});

const SHORT = `name: Mine
vendor: me
kind: asic
architecture: mine
year: 2026
process: 7 nm
clock: 1 GHz
design:
  arrays: { count: 16, rows: 128, columns: 128, macsPerCellCycle: { int8: 1 } }
  scratchpad: { capacity: 32 MiB }
`;

describe('a chip file', () => {
  it('of ten lines describes a whole chip', () => {
    expect(SHORT.trim().split('\n').length).toBeLessThanOrEqual(15);
    const chip = parseChipFile('mine.yaml', SHORT, 'mine');
    expect(chip.matrixRates.int8!.value).toBe(16 * 128 * 128 * 2e9);
    expect(chip.design).toMatchObject({ vectorLanes: 2048, pcieLanes: 16, packaging: 'monolithic', cores: 16 });
    expect(chip.design!.scratchpad.banks).toBe(128);
    expect(chip.tdpW.value).toBeGreaterThan(10);
    expect(checkChip(chip).remarks).toEqual([]);
  });

  it.each([
    ['a scratchpad of no size', 'capacity: 32 MiB', 'capacity: 0 B', 'out-of-range', 10],
    ['more spare cores than cores', 'scratchpad:', 'spareCores: 16\n  scratchpad:', 'contradictory-design', 8],
    [
      'a clock beyond its voltages',
      'scratchpad:',
      'voltages: [{ clock: 0.5 GHz, supply: 0.6 V }]\n  scratchpad:',
      'contradictory-design',
      8,
    ],
    ['heat beyond its cooling', 'scratchpad:', 'cooling: 0.01 W/mm^2\n  scratchpad:', 'beyond-cooling', 8],
    ['a cap that leakage passes', 'scratchpad:', 'powerCap: 1 W\n  scratchpad:', 'cap-too-low', 8],
    ['a level of the core of no size', 'scratchpad:', 'localMemory: 0 KiB\n  scratchpad:', 'out-of-range', 10],
    ['a level without banks', 'MiB }', 'MiB, banks: 0 }', null, 10],
    ['banks wider than their memory', 'capacity: 32 MiB', 'capacity: 1 KiB, banks: 32', 'contradictory-design', 8],
    ['more kept elements than there are', 'count: 16,', 'count: 16, sparsity: { kept: 4, of: 2 },', 'out-of-range', 9],
    ['arrays that its cores cannot share', 'scratchpad:', 'cores: 7\n  scratchpad:', 'contradictory-design', 8],
    ['cores that its dies cannot share', 'scratchpad:', 'dies: 3\n  scratchpad:', 'contradictory-design', 8],
    ['a number beyond all bounds', 'count: 16,', 'count: 1e300,', null, 9],
    ['a clock beyond all bounds', 'clock: 1 GHz', 'clock: 1e300 GHz', null, 7],
    ['an unknown network', 'scratchpad:', 'network: { topology: star }\n  scratchpad:', null, 10],
    ['an unknown dataflow', 'count: 16,', 'count: 16, dataflow: sideways,', null, 9],
  ])('with %s is refused with its line', (_what, from, to, code, line) => {
    try {
      parseChipFile('mine.yaml', SHORT.replace(from, to), 'mine');
      throw new Error('parsed');
    } catch (error) {
      if (!isUserError(error)) throw error;
      const [problem] = error.problems;
      expect(problem!.line).toBe(line);
      if (code !== null) expect(problem!.code).toBe(code);
      if (code === 'beyond-cooling') expect(problem!.found).toMatch(/\d+ W \/ \d+ mm2 = [\d.]+ W\/mm2/);
    }
  });

  it.each([
    [
      'aliases that multiply',
      `a: &a [x,x,x,x,x,x,x,x]\n${'bcdefgh'.replace(/./g, (key, at) => `${key}: &${key} [${`*${'abcdefg'[at as number]},`.repeat(8)}]\n`)}`,
    ],
    ['brackets without end', '['.repeat(100_000)],
    ['half a map', 'name: [unclosed\n  foo: {'],
    ['nothing', ''],
  ])('of %s is refused at once', (_what, text) => {
    expect(() => parseChipFile('mine.yaml', text, 'mine')).toThrow(UserError);
  });

  it('has a JSON Schema', () => {
    const schema = z.toJSONSchema(chipSchema, { io: 'input' });
    expect(schema).toMatchObject({ type: 'object' });
    expect(Object.keys((schema as { properties: object }).properties)).toContain('design');
  });
});
