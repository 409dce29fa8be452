import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtinCatalog, type Chip, editChip, parseChip, resolveChip } from '../../../src/chips/index.js';
import {
  bundledCalibrations,
  createCalibratedCostModel,
  deviceFigures,
  isRefusal,
  type KernelCost,
} from '../../../src/kernels/index.js';
import { residentRooflineMicroseconds } from '../../../src/kernels/roofline/resident-roofline.js';
import { type Dtype, dtypeLayout } from '../../../src/workloads/index.js';
import type { GemmOperator } from '../../../src/workloads/operators/operator.js';

const catalog = builtinCatalog();
const model = createCalibratedCostModel(bundledCalibrations());
const chip = (id: string): Chip => resolveChip(catalog, id);

function cost(op: Parameters<typeof model.estimate>[0], on: Chip, weightCopies = 64): KernelCost {
  const result = model.estimate(op, { chip: on, count: 1, topology: 'single' }, { weightCopies });
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}

const gemm = (m: number, n: number, k: number, dtype: Dtype = 'bf16'): GemmOperator => ({
  kind: 'gemm',
  m,
  n,
  k,
  dtype,
});
const size = fc.integer({ min: 0, max: 16 }).chain((lg) => fc.integer({ min: 2 ** lg, max: 2 ** (lg + 1) - 1 }));

describe('the calibrated cost model', () => {
  it('is calibrated where the chip has rows, and transferred to a sibling and to a foreign chip', () => {
    expect(cost(gemm(16, 4096, 4096), chip('h100-sxm')).seconds.provenance).toBe('calibrated');
    expect(cost(gemm(16, 4096, 4096), chip('h200-sxm')).seconds.provenance).toBe('transferred');
    expect(cost(gemm(16, 4096, 4096), chip('mi300x')).seconds.provenance).toBe('transferred');
  });

  it('is analytic, with an interval of a factor of three, for chips unlike any that was timed', () => {
    const { seconds } = cost(gemm(16, 4096, 4096, 'int8'), chip('u280'));
    expect(seconds.provenance).toBe('analytic');
    expect(seconds.high / seconds.value).toBeCloseTo(3, 6);
  });

  it('widens the interval with the distance of the provenance', () => {
    const width = (on: Chip) => {
      const { seconds } = cost(gemm(64, 8192, 8192), on);
      return seconds.high / seconds.value;
    };
    expect(width(chip('h100-sxm'))).toBeLessThan(width(chip('h200-sxm')));
    expect(width(chip('h200-sxm'))).toBeLessThan(width(chip('mi300x')));
  });

  it('refuses a format that the chip has no datapath for, with the reason', () => {
    const result = model.estimate(
      gemm(1, 64, 64, 'fp8'),
      { chip: chip('a100-sxm-80gb'), count: 1, topology: 'single' },
      { weightCopies: 1 },
    );
    expect(result).toEqual({ refused: 'a100-sxm-80gb has no fp8 datapath, which gemm in fp8 needs.' });
  });

  it('I6: never beats the ideal roofline of the datapath and of the level that holds the data', () => {
    const chips = ['h100-sxm', 'a100-sxm-80gb', 'l40s', 'b200-sxm', 'mi300x', 't4', 'l4'].map(chip);
    fc.assert(
      fc.property(size, size, size, fc.constantFrom(...chips), fc.constantFrom(1, 6, 64), (m, n, k, on, copies) => {
        const { seconds } = cost(gemm(m, n, k), on, copies);
        const device = deviceFigures(on);
        const bytes = 2 * (n * k + m * k + m * n);
        const peak = Math.max(device.matrixOpsPerSec.fp16, device.simtOpsPerSec.fp16);
        const footprint = bytes + (copies - 1) * 2 * n * k;
        const ideal = residentRooflineMicroseconds(2 * m * n * k, peak, bytes, footprint, device) * 1e-6;
        expect(seconds.low).toBeGreaterThanOrEqual(ideal * (1 - 1e-12));
        expect(seconds.value).toBeGreaterThanOrEqual(seconds.low);
        expect(seconds.high).toBeGreaterThanOrEqual(seconds.value);
      }),
      { numRuns: 400 },
    );
  });

  it('I6: more bandwidth, clock or cache never makes a kernel slower', () => {
    const base = editChip(chip('h100-sxm'), {}, 'h100-variant');
    const faster = [
      { memory: { bandwidth: 'x1.4' } },
      { cache: { capacity: 'x2' } },
      { rates: { matrix: { fp16: 'x1.3' } } },
    ].map((change) => parseChip('h100-variant', { extends: 'h100-sxm', ...change }));
    fc.assert(
      fc.property(size, size, size, fc.constantFrom(...faster), fc.constantFrom(1, 64), (m, n, k, better, copies) => {
        const before = cost(gemm(m, n, k), base, copies).seconds.value;
        expect(cost(gemm(m, n, k), better, copies).seconds.value).toBeLessThanOrEqual(before * (1 + 1e-9));
      }),
      { numRuns: 300 },
    );
  });

  it('never takes less time for a taller product by a whole tile where the provenance is analytic', () => {
    const on = chip('u280');
    fc.assert(
      fc.property(size, size, size, (m, n, k) => {
        const before = cost(gemm(m, n, k, 'int8'), on).seconds.value;
        expect(cost(gemm(m + 256, n, k, 'int8'), on).seconds.value).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('counts FLOPs and bytes of a product by their definition', () => {
    const { flops, bytes } = cost(gemm(16, 4096, 8192), chip('h100-sxm'));
    expect(flops).toBe(2 * 16 * 4096 * 8192);
    expect(bytes).toBe(2 * (4096 * 8192 + 16 * 8192 + 16 * 4096));
    expect(dtypeLayout('bf16').weightBytes).toBe(2);
  });
});
