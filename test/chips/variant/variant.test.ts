import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Chip } from '../../../src/chips/chip/chip.js';
import { builtinCatalog, parseChip, parseChipFile, resolveChip } from '../../../src/chips/index.js';
import { isUserError, type Problem } from '../../../src/foundation/index.js';
import { bundledCalibrations, createCalibratedCostModel, isRefusal } from '../../../src/kernels/index.js';

const lookup = (name: string) => resolveChip(builtinCatalog(), name);
const parse = (text: string): Chip => parseChipFile('v.yaml', text, 'v');
const parent = lookup('h100-sxm');

function problemsOf(text: string): readonly Problem[] {
  try {
    parse(text);
  } catch (error) {
    if (isUserError(error)) return error.problems;
    throw error;
  }
  return [];
}

describe('a variant of a chip', () => {
  it('twice the L2, 30 % more bandwidth and 5 % fewer cores change just these and what follows', () => {
    const chip = parse('extends: h100-sxm\ncache: { capacity: x2 }\nmemory: { bandwidth: +30 % }\ncores: -5 %\n');
    expect(chip.cache!.capacityBytes.value).toBe(2 * parent.cache!.capacityBytes.value);
    expect(chip.memory.bandwidthBytesPerSec.value).toBeCloseTo(1.3 * 3350e9, -3);
    expect(chip.coreCount.value).toBeCloseTo(132 * 0.95, 9);
    expect(chip.matrixRates.fp16!.value).toBeCloseTo(0.95 * 989e12, -3);
    expect(chip.memory.capacityBytes).toBe(parent.memory.capacityBytes);
    expect(chip.dieAreaMm2).toBeNull();
    expect(chip).toMatchObject({ hypothetical: true, architecture: 'hopper', aliases: [] });
  });

  it('takes absolute figures, and stated rates over scaled ones', () => {
    const chip = parse('extends: H100\nclock: 2.2 GHz\nrates: { matrix: { fp16: 1 PFLOP/s } }\ntdp: 750 W\n');
    expect(chip.clockHz.value).toBe(2.2e9);
    expect(chip.matrixRates.fp16!.value).toBe(1e15);
    expect(chip.matrixRates.fp8!.value).toBeCloseTo((1978e12 * 2.2) / 1.98, -3);
    expect(chip.tdpW.value).toBe(750);
  });

  it('is read from plain data as from a file, its parent from the catalog or from where the caller says', () => {
    const chip = parseChip('v', { extends: 'H100', memory: { bandwidth: '+30 %' } });
    expect(chip).toEqual(parse('extends: H100\nmemory: { bandwidth: +30 % }\n'));
    const grandchild = parseChip('w', { extends: 'mine', tdp: '500 W' }, () => chip);
    expect(grandchild.memory.bandwidthBytesPerSec).toEqual(chip.memory.bandwidthBytesPerSec);
    expect([grandchild.tdpW.value, grandchild.variantOf?.id, grandchild.variantOf?.variantOf?.id]).toEqual([
      500,
      'v',
      'h100-sxm',
    ]);
    expect(() => parseChip('v', { extends: 'h100-sxn', tdp: '1 kW' })).toThrow(/v\.yaml: extends: There is no chip/);
  });

  it('is told from a chip file by its extends', () => {
    expect(problemsOf('extends: a\n').map(({ code }) => code)).toEqual(['unknown-chip']);
    expect(problemsOf('name: a\n')).toContainEqual(expect.objectContaining({ code: 'missing-key', path: 'vendor' }));
    expect(problemsOf('[1, 2')[0]!.code).not.toBe('unknown-chip');
  });

  it('refuses unknown parents, wrong units, impossible factors and misspelt keys, with lines', () => {
    expect(problemsOf('extends: h100-sxn\ntdp: 1 kW\n')).toMatchObject([{ code: 'unknown-chip', line: 1 }]);
    const many = problemsOf('extends: h100-sxm\ntdp: 3 GB\nclock: x1000\ncors: +5 %\nidle: -100 %\n');
    expect(many.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
    expect(problemsOf('extends: h100-sxm\n')).toMatchObject([{ code: 'no-change' }]);
    expect(problemsOf('extends: hypo-5nm-sram\ncache: { bandwidth: x2 }\n')[0]).toMatchObject({
      code: 'no-such-figure',
      line: 2,
    });
  });

  it('more bandwidth, clock or cache never makes a kernel slower (I6)', () => {
    const model = createCalibratedCostModel(bundledCalibrations());
    const size = fc
      .integer({ min: 1, max: 13 })
      .chain((power) => fc.integer({ min: 2 ** power, max: 2 ** (power + 1) }));
    const seconds = (chip: Chip, m: number, n: number, k: number): number => {
      const cost = model.estimate(
        { kind: 'gemm', m, n, k, dtype: 'bf16' },
        { chip, count: 1, topology: 'single' },
        { weightCopies: 64 },
      );
      if (isRefusal(cost)) throw new Error(cost.refused);
      return cost.seconds.value;
    };
    const base = parse('extends: h100-sxm\ntdp: x1\n');
    const better = ['memory: { bandwidth: +30 % }', 'clock: +20 %', 'cache: { capacity: x2 }'].map((change) =>
      parse(`extends: h100-sxm\n${change}\n`),
    );
    fc.assert(
      fc.property(size, size, size, fc.constantFrom(...better), (m, n, k, chip) => {
        expect(seconds(chip, m, n, k)).toBeLessThanOrEqual(seconds(base, m, n, k) * (1 + 1e-9));
      }),
      { numRuns: 200 },
    );
  });
});
