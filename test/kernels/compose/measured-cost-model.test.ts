import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, findChip, resolveChip } from '../../../src/chips/index.js';
import { memoCostModel } from '../../../src/kernels/compose/memo-cost-model.js';
import {
  bundledCalibrations,
  createCalibratedCostModel,
  isRefusal,
  type KernelCost,
  measuredCostModel,
  type TimingRow,
} from '../../../src/kernels/index.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';
import { describeCostModel } from '../cost-model-conformance.js';

const catalog = builtinCatalog();
const a100 = resolveChip(catalog, 'a100-sxm-80gb');
const fallback = createCalibratedCostModel(bundledCalibrations());

function row(op: Operator, microseconds: number, exec: TimingRow['exec'] = 'graph'): TimingRow {
  return {
    device: 'A100-SXM-80GB',
    operator: op,
    variant: 'linear',
    exec,
    microseconds,
    powerW: null,
    powerLimitW: null,
    kernelSource: '',
    framework: 'vllm',
    frameworkVersion: '',
    source: 'own',
    line: 2,
  };
}

const gemm = (m: number, n: number, k: number): Operator => ({ kind: 'gemm', m, n, k, dtype: 'bf16' });

/** Products at half of the peak of 312 TFLOPS, every eightfold of m and doubling of n. */
const rows = [512, 4096, 32768].flatMap((m) =>
  [2048, 4096, 8192].map((n) => row(gemm(m, n, 4096), ((2 * m * n * 4096) / 156e12) * 1e6)),
);
const model = measuredCostModel(rows, fallback, (device) => findChip(catalog, device));

function cost(op: Operator, of = model): KernelCost {
  const result = of.estimate(op, { chip: a100, count: 1, topology: 'single' }, { weightCopies: 64 });
  if (isRefusal(result)) throw new Error(result.refused);
  return result;
}
const distance = (op: Operator) => model.distance(op, { chip: a100, count: 1, topology: 'single' });

describeCostModel('the measured model', model, a100);
describeCostModel('the calibrated model', fallback, a100);
describeCostModel('the remembering model', memoCostModel(fallback), a100);

describe('the measured cost model', () => {
  it('gives the measured time of a measured shape, within its noise', () => {
    const { seconds } = cost(gemm(4096, 4096, 4096));
    expect(seconds.provenance).toBe('measured');
    expect(seconds.value).toBeCloseTo((2 * 4096 ** 3) / 156e12, 9);
    expect(seconds.high / seconds.value).toBeCloseTo(Math.E ** 0.05, 6);
    expect(distance(gemm(4096, 4096, 4096))).toBe(0);
  });

  it('keeps the utilisation between measured shapes and says how far they are', () => {
    const { seconds } = cost(gemm(4096, 6000, 4096));
    expect(seconds.provenance).toBe('interpolated');
    expect(seconds.value).toBeCloseTo((2 * 4096 * 6000 * 4096) / 156e12, 7);
    expect(distance(gemm(4096, 6000, 4096))).toBeCloseTo(Math.log2(8193 / 6001), 9);
  });

  it('leaves shapes far from all rows, other formats and other chips to the fallback', () => {
    for (const op of [gemm(1, 64, 64), { ...gemm(4096, 4096, 4096), dtype: 'int8_sq' } as Operator]) {
      expect(cost(op)).toEqual(cost(op, { ...model, estimate: fallback.estimate }));
      expect(distance(op)).toBeNull();
    }
  });

  it('never pools ways of timing: a graph row stands before an eager one', () => {
    const op = gemm(4096, 4096, 4096);
    const mixed = measuredCostModel([row(op, 2000, 'eager'), row(op, 1000)], fallback, () => a100);
    expect(cost(op, mixed).seconds.value).toBeCloseTo(1e-3, 9);
  });

  it('does not call a time measured that it scaled from cached weights to cold ones', () => {
    const op = gemm(8, 4096, 1024);
    const cached = measuredCostModel([row(op, 9)], fallback, () => a100);
    const estimate = (weightCopies: number) => {
      const result = cached.estimate(op, { chip: a100, count: 1, topology: 'single' }, { weightCopies });
      if (isRefusal(result)) throw new Error(result.refused);
      return result.seconds;
    };
    // Products in bf16 are timed over six copies of the weights.
    expect(estimate(6)).toMatchObject({ provenance: 'measured', value: expect.closeTo(9e-6, 12) });
    const cold = estimate(64);
    expect(cold.provenance).toBe('interpolated');
    expect(cold.value).toBeGreaterThan(9e-6);
    expect(cold.low).toBeLessThanOrEqual(9e-6);
  });

  it('does not believe a row that beats the roofline', () => {
    const op = gemm(4096, 4096, 4096);
    const tooFast = measuredCostModel([row(op, 1)], fallback, () => a100);
    expect(cost(op, tooFast).seconds.value).toBeGreaterThanOrEqual((2 * 4096 ** 3) / 312e12);
  });
});
