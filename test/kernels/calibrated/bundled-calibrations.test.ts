import { readFileSync } from 'node:fs';
import { describe, expect, it, jest } from '@jest/globals';
import { builtinCatalog, resolveChip } from '../../../src/chips/index.js';
import { bundledCalibrations, createCalibratedCostModel, parseCalibration } from '../../../src/kernels/index.js';
import type { Operator } from '../../../src/workloads/index.js';

const PRODUCT: Operator = { kind: 'gemm', m: 512, n: 512, k: 512, dtype: 'fp16' };
const parse = jest.spyOn(JSON, 'parse');

/** Characters of JSON that an estimate on a chip has read for the first time. */
function charactersRead(chip: string): number {
  parse.mockClear();
  const costs = createCalibratedCostModel(bundledCalibrations());
  const system = { chip: resolveChip(builtinCatalog(), chip), count: 1, topology: 'single' } as const;
  costs.estimate(PRODUCT, system, { weightCopies: 1 });
  return parse.mock.calls.reduce((sum, [text]) => sum + text.length, 0);
}

function charactersOf(device: string): number {
  const file = new URL(`../../../src/kernels/calibrations/${device}.json`, import.meta.url);
  return JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))).length;
}

describe('the bundled calibrations', () => {
  // Must come first: what was read once is kept.
  it('read of every device which fits it has, and of the chip in question alone all of it', () => {
    const heads = charactersRead('tpu-v5e');
    expect(heads).toBeGreaterThan(0);
    expect(heads).toBeLessThan(charactersOf('h100-sxm'));
    const body = charactersRead('h100-sxm');
    expect(body).toBeGreaterThan(charactersOf('h100-sxm') / 2);
    expect(body).toBeLessThan(charactersOf('h100-sxm') + 10_000);
    expect(charactersRead('h100-sxm')).toBe(0);
  });

  // They are used without being checked at run time, so this test is the check.
  it.each(bundledCalibrations().map((calibration) => [calibration.device, calibration] as const))(
    'of %s is what the schema gives back of its file',
    (device, calibration) => {
      const file = new URL(`../../../src/kernels/calibrations/${device}.json`, import.meta.url);
      expect(parseCalibration(calibration)).toEqual(calibration);
      expect(JSON.stringify(calibration)).toBe(JSON.stringify(JSON.parse(readFileSync(file, 'utf8'))));
    },
  );
});
