import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rowwiseForm } from '../../../src/kernels/forms/rowwise-form.js';
import type { KernelContext } from '../../../src/kernels/roofline/physical-form.js';
import type { RowwiseOperator } from '../../../src/workloads/operators/operator.js';
import { testDevice } from '../calibrated/test-device.js';

const CONTEXT: KernelContext = { exec: 'graph', weightCopies: 1, library: 'pytorch', variant: '' };
const c = Float64Array.from(rowwiseForm.parameters, (spec) => spec.typical);
const index = (name: string): number => rowwiseForm.parameters.findIndex((spec) => spec.name === name);

function time(op: RowwiseOperator): number {
  return rowwiseForm.microseconds(c, op, testDevice(), CONTEXT);
}

const kernels = fc
  .constantFrom(
    { kind: 'norm', op: 'rmsnorm' } as const,
    { kind: 'activation', op: 'silu_mul' } as const,
    { kind: 'activation', op: 'gelu' } as const,
    { kind: 'rope', op: 'rope' } as const,
    { kind: 'elementwise', op: 'add' } as const,
    { kind: 'softmax', op: 'softmax' } as const,
  )
  .chain((kernel) =>
    fc.record({
      kind: fc.constant(kernel.kind),
      op: fc.constant(kernel.op as string),
      m: fc.integer({ min: 1, max: 100000 }),
      n: fc.integer({ min: 1, max: 50000 }),
      dtype: fc.constantFrom('fp32' as const, 'bf16' as const),
    }),
  );

describe('row-wise form', () => {
  it('streams three tensors for an addition that leaves the cache', () => {
    const op: RowwiseOperator = { kind: 'elementwise', op: 'add', m: 65536, n: 8192, dtype: 'fp32' };
    const streaming = ((3 * 65536 * 8192 * 4) / (3e12 * c[index('etam')]!)) * 1e6;
    expect(time(op)).toBeCloseTo(c[index('t0')]! + streaming, 0);
  });

  it('streams what inline error correction leaves', () => {
    const op: RowwiseOperator = { kind: 'elementwise', op: 'add', m: 65536, n: 8192, dtype: 'fp32' };
    const corrected = rowwiseForm.microseconds(c, op, testDevice({ eccShare: 15 / 16 }), CONTEXT);
    expect((corrected - c[index('t0')]!) / (time(op) - c[index('t0')]!)).toBeCloseTo(16 / 15, 9);
  });

  it('works off one block a row: a single long row costs its passes, not its bytes', () => {
    const row: RowwiseOperator = { kind: 'activation', op: 'silu_mul', m: 1, n: 22016, dtype: 'fp16' };
    expect(time(row)).toBeCloseTo(c[index('t0')]! + c[index('cr')]! + 22 * c[index('ck')]!, 1);
    expect(time({ ...row, m: 64 })).toBeCloseTo(time(row), 0);
  });

  it('reads a softmax row again once the rows in flight leave the cache', () => {
    const cost = (n: number): number => time({ kind: 'softmax', op: 'softmax', m: 65536, n, dtype: 'fp32' }) / n;
    expect(cost(131072)).toBeGreaterThan(1.3 * cost(2048));
  });

  it('is never faster with more rows or longer rows, and never beats the roofline', () => {
    fc.assert(
      fc.property(kernels, (op) => {
        const t = time(op);
        expect(time({ ...op, m: 2 * op.m })).toBeGreaterThanOrEqual(t);
        expect(time({ ...op, n: 2 * op.n })).toBeGreaterThanOrEqual(t);
        expect(t).toBeGreaterThan(rowwiseForm.rooflineMicroseconds(op, testDevice(), CONTEXT));
      }),
    );
  });
});
