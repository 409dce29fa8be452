import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { collectiveForm } from '../../../src/kernels/forms/collective-form.js';
import type { KernelContext } from '../../../src/kernels/roofline/physical-form.js';
import type { CollectiveOperator } from '../../../src/workloads/operators/operator.js';
import { testDevice } from '../calibrated/test-device.js';

const CONTEXT: KernelContext = { exec: 'graph', weightCopies: 1, library: 'nccl', variant: 'collective' };
const c = Float64Array.from(collectiveForm.parameters, (spec) => spec.typical);
const typical = (name: string): number => collectiveForm.parameters.find((spec) => spec.name === name)!.typical;

function time(op: CollectiveOperator): number {
  return collectiveForm.microseconds(c, op, testDevice(), CONTEXT);
}

const reduce: CollectiveOperator = { kind: 'all_reduce', ranks: 2, bytes: 1 << 30, dtype: 'fp16' };

describe('collective form', () => {
  it('is the latency for an empty message and the link for a large one', () => {
    expect(time({ ...reduce, bytes: 1 })).toBeCloseTo(typical('a0'), 1);
    const link = ((1 << 30) / 450e9) * 1e6;
    expect(time({ ...reduce, bytes: (1 << 30) * 64 }) / (64 * link)).toBeCloseTo(1 / typical('eta'), 1);
  });

  it('costs a ring all-reduce two passes over the message, a gather one', () => {
    const ranks = 8;
    const big = (1 << 30) * 512;
    const ratio = time({ ...reduce, ranks, bytes: big }) / time({ ...reduce, kind: 'all_gather', ranks, bytes: big });
    expect(ratio).toBeCloseTo(2, 1);
  });

  it('takes the square-root term in the middle: half again the sum of the ends', () => {
    const bytes = 4 << 20;
    const link = (bytes / 450e9) * 1e6;
    expect(time({ ...reduce, bytes })).toBeGreaterThan(1.1 * (link / typical('eta')) + 0.5 * typical('a0'));
  });

  it('reads peers directly below 8 MiB where the library does: one shot alone, two shots with a second exchange', () => {
    const direct = { ...CONTEXT, library: 'vllm-custom-all-reduce' };
    const at = (bytes: number): number =>
      collectiveForm.microseconds(c, { ...reduce, ranks: 8, bytes }, testDevice(), direct);
    expect(at(4096)).toBeLessThan(1.2 * time({ ...reduce, ranks: 8, bytes: 1 }));
    const alone = 128 * 1024;
    expect(at(alone) - at(1)).toBeLessThan((7 * alone) / (450e3 * typical('es')));
    const shared = 2 << 20;
    expect(at(shared)).toBeGreaterThan((1.75 * shared) / (450e3 * typical('es')) + typical('a2'));
    expect(at(8 << 20)).toBeCloseTo(time({ ...reduce, ranks: 8, bytes: 8 << 20 }), 9);
  });

  it('is never faster with more bytes, and never beats the link', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          'all_reduce' as const,
          'all_gather' as const,
          'reduce_scatter' as const,
          'alltoall' as const,
          'send_recv' as const,
        ),
        fc.constantFrom(2, 4, 8),
        fc.integer({ min: 1, max: 1 << 30 }),
        (kind, ranks, bytes) => {
          const op: CollectiveOperator = { kind, ranks, bytes, dtype: 'fp16' };
          const t = time(op);
          expect(time({ ...op, bytes: 2 * bytes })).toBeGreaterThanOrEqual(t);
          expect(t).toBeGreaterThan(collectiveForm.rooflineMicroseconds(op, testDevice(), CONTEXT));
        },
      ),
    );
  });

  it('refuses a chip without links by an infinite time, not by a guess', () => {
    expect(collectiveForm.microseconds(c, reduce, testDevice({ linkBytesPerSec: 0 }), CONTEXT)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});
