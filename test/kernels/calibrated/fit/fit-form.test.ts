import { describe, expect, it } from '@jest/globals';
import { fitForm } from '../../../../src/kernels/calibrated/fit/fit-form.js';
import type { FitRow, KernelContext, PhysicalForm } from '../../../../src/kernels/roofline/physical-form.js';
import type { GemmOperator } from '../../../../src/workloads/operators/operator.js';
import { testDevice } from '../test-device.js';

const device = testDevice();
const context: KernelContext = { exec: 'graph', weightCopies: 1, library: 'cublas', variant: 'linear' };

/** t = a + b m: linear, so that the right answer is known. */
const line: PhysicalForm<GemmOperator> = {
  family: 'line',
  parameters: [
    { name: 'a', unit: 'us', meaning: 'offset', typical: 1, lnSd: 3, low: 0.01, high: 100 },
    { name: 'b', unit: 'us', meaning: 'slope', typical: 1, lnSd: 3, low: 0.01, high: 2 },
  ],
  microseconds: (parameters, op) => parameters[0]! + parameters[1]! * op.m,
  rooflineMicroseconds: () => 0,
  featureNames: [],
  features: () => undefined,
};

function rowsOf(time: (m: number) => number): FitRow<GemmOperator>[] {
  return Array.from({ length: 40 }, (_, i) => ({
    op: { kind: 'gemm', m: i + 1, n: 1, k: 1, dtype: 'bf16' },
    device,
    context,
    microseconds: time(i + 1),
    source: 'test',
  }));
}

describe('fitting a form', () => {
  it('recovers the parameters that made the rows', () => {
    const { parameters } = fitForm(
      line,
      rowsOf((m) => 5 + 0.25 * m),
    );
    expect(parameters[0]).toBeCloseTo(5, 1);
    expect(parameters[1]).toBeCloseTo(0.25, 2);
  });

  it('is not bent by a few rows that are off by a factor of ten', () => {
    const { parameters } = fitForm(
      line,
      rowsOf((m) => (m % 13 === 0 ? 10 : 1) * (5 + 0.25 * m)),
    );
    expect(parameters[0]! / 5).toBeGreaterThan(0.93);
    expect(parameters[0]! / 5).toBeLessThan(1.07);
  });

  it('stays inside the bounds when the rows pull outside', () => {
    const { parameters } = fitForm(
      line,
      rowsOf((m) => 5 + 40 * m),
    );
    expect(parameters[1]).toBeLessThanOrEqual(2);
  });

  it('keeps the prior where there are no rows', () => {
    expect([...fitForm(line, []).parameters]).toEqual([1, 1]);
  });
});
