import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attentionDecodeForm } from '../../../../src/kernels/forms/attention/attention-decode-form.js';
import { attentionPrefillForm } from '../../../../src/kernels/forms/attention/attention-prefill-form.js';
import { causalColumns } from '../../../../src/kernels/forms/attention/causal-columns.js';
import type { KernelContext, PhysicalForm } from '../../../../src/kernels/roofline/physical-form.js';
import type {
  AttentionDecodeOperator,
  AttentionPrefillOperator,
} from '../../../../src/workloads/operators/operator.js';
import { testDevice } from '../../calibrated/test-device.js';

const LIBRARIES = ['flash-attention-2', 'flash-attention-3', 'flashinfer', 'flashinfer-tensorrt-llm', 'triton'];

function context(library: string): KernelContext {
  return { exec: 'graph', weightCopies: 1, library, variant: 'gqa' };
}

function typical(form: PhysicalForm<never>): Float64Array {
  return Float64Array.from(form.parameters, (spec) => spec.typical);
}

const decode: AttentionDecodeOperator = {
  kind: 'attention_decode',
  batch: 8,
  kvLen: 4096,
  heads: 32,
  kvHeads: 8,
  headDim: 128,
  window: 0,
  dtype: 'bf16',
  kvDtype: 'bf16',
};
const prefill: AttentionPrefillOperator = { ...decode, kind: 'attention_prefill', qLen: 4096 };

const shape = fc.record({
  batch: fc.integer({ min: 1, max: 256 }),
  kvLen: fc.integer({ min: 1, max: 32768 }),
  kvHeads: fc.constantFrom(1, 2, 4, 8),
  group: fc.constantFrom(1, 4, 8, 16),
  headDim: fc.constantFrom(64, 128, 256),
  library: fc.constantFrom(...LIBRARIES),
});

describe('attention decode form', () => {
  const c = typical(attentionDecodeForm as PhysicalForm<never>);
  const time = (op: AttentionDecodeOperator, library = 'flash-attention-3'): number =>
    attentionDecodeForm.microseconds(c, op, testDevice(), context(library));

  it('is the cache over the bandwidth when the cache is large', () => {
    const op = { ...decode, batch: 256, kvLen: 16384 };
    const bytes = 2 * 256 * 8 * 16384 * 128 * 2;
    const streaming = (bytes / 3e12 / 0.87) * 1e6;
    expect(time(op) / streaming).toBeGreaterThan(1);
    expect(time(op) / streaming).toBeLessThan(1.1);
  });

  it('takes FlashAttention-2 the whole cache on one core a head when heads are not grouped', () => {
    const op = { ...decode, batch: 1, heads: 1, kvHeads: 1, kvLen: 131072 };
    expect(time(op, 'flash-attention-2')).toBeGreaterThan(10 * time(op, 'flash-attention-3'));
  });

  it('is never faster with more cache, more heads or a larger batch', () => {
    fc.assert(
      fc.property(shape, ({ batch, kvLen, kvHeads, group, headDim, library }) => {
        const op = { ...decode, batch, kvLen, kvHeads, heads: kvHeads * group, headDim };
        const t = time(op, library);
        expect(time({ ...op, batch: 2 * batch }, library)).toBeGreaterThanOrEqual(t);
        expect(time({ ...op, kvLen: 4 * kvLen }, library)).toBeGreaterThanOrEqual(t);
      }),
    );
  });

  it('never beats the roofline by more than the share of peak allows', () => {
    fc.assert(
      fc.property(shape, ({ batch, kvLen, kvHeads, group, headDim, library }) => {
        const op = { ...decode, batch, kvLen, kvHeads, heads: kvHeads * group, headDim };
        const floor = attentionDecodeForm.rooflineMicroseconds(op, testDevice(), context(library));
        expect(time(op, library)).toBeGreaterThan(floor);
      }),
    );
  });

  it('is never slower on a device with more clock, bandwidth or cache', () => {
    const slow = testDevice();
    fc.assert(
      fc.property(shape, fc.double({ min: 1, max: 4, noNaN: true }), (s, gain) => {
        const op = { ...decode, batch: s.batch, kvLen: s.kvLen, kvHeads: s.kvHeads, heads: s.kvHeads * s.group };
        const base = time(op, s.library) * (1 + 1e-9);
        for (const better of [
          testDevice({ memoryBytesPerSec: slow.memoryBytesPerSec * gain }),
          testDevice({ l2Bytes: slow.l2Bytes * gain }),
          testDevice({ clockHz: slow.clockHz * gain }),
        ]) {
          expect(attentionDecodeForm.microseconds(c, op, better, context(s.library))).toBeLessThanOrEqual(base);
        }
      }),
    );
  });
});

describe('attention prefill form', () => {
  const c = typical(attentionPrefillForm as PhysicalForm<never>);
  const time = (op: AttentionPrefillOperator, library = 'flash-attention-3'): number =>
    attentionPrefillForm.microseconds(c, op, testDevice(), context(library));

  it('approaches a fixed share of peak on long prompts', () => {
    const op = { ...prefill, qLen: 32768, kvLen: 32768 };
    const flops = 4 * 8 * 32 * 128 * ((32768 * 32769) / 2);
    const share = flops / 1000e12 / (time(op) * 1e-6);
    expect(share).toBeGreaterThan(0.35);
    expect(share).toBeLessThan(0.75);
  });

  it('fills tiles with the heads of a group only where the library packs them', () => {
    const op = { ...prefill, batch: 64, qLen: 8, kvLen: 8, heads: 64, kvHeads: 4 };
    expect(time(op, 'flash-attention-2')).toBeGreaterThan(1.5 * time(op, 'flash-attention-3'));
  });

  it('costs a window less than the whole prompt', () => {
    const op = { ...prefill, qLen: 16384, kvLen: 16384 };
    expect(time({ ...op, window: 128 })).toBeLessThan(0.2 * time(op));
  });

  it('is never faster with a longer prompt or a larger batch', () => {
    fc.assert(
      fc.property(shape, ({ batch, kvLen, kvHeads, group, headDim, library }) => {
        const op = { ...prefill, batch, qLen: kvLen, kvLen, kvHeads, heads: kvHeads * group, headDim };
        const t = time(op, library);
        expect(time({ ...op, batch: 2 * batch }, library)).toBeGreaterThanOrEqual(t);
        expect(time({ ...op, qLen: 2 * kvLen, kvLen: 2 * kvLen }, library)).toBeGreaterThanOrEqual(t);
      }),
    );
  });

  it('never beats the roofline', () => {
    fc.assert(
      fc.property(shape, ({ batch, kvLen, kvHeads, group, headDim, library }) => {
        const op = { ...prefill, batch, qLen: kvLen, kvLen, kvHeads, heads: kvHeads * group, headDim };
        const floor = attentionPrefillForm.rooflineMicroseconds(op, testDevice(), context(library));
        expect(time(op, library)).toBeGreaterThan(floor);
      }),
    );
  });
});

describe('columns of a causal score matrix', () => {
  const out = { mean: 0, longest: 0, tiles: 0 };

  it('grow by a tile a row of tiles', () => {
    causalColumns(512, 512, 0, 128, 64, out);
    expect(out).toEqual({ mean: (128 + 256 + 384 + 512) / 4, longest: 512, tiles: 4 });
  });

  it('stop at the window, rounded to blocks', () => {
    causalColumns(1024, 1024, 128, 128, 64, out);
    expect(out.longest).toBe(256);
    expect(out.mean).toBe((128 + 7 * 256) / 8);
  });

  it('straddle one block more where tiles do not start on one', () => {
    causalColumns(1024, 1024, 128, 8, 64, out);
    expect(out.longest).toBe(128 + 8 - 2 + 64);
  });

  it('start behind a cached prefix', () => {
    causalColumns(128, 1024, 0, 128, 64, out);
    expect(out).toEqual({ mean: 1024, longest: 1024, tiles: 1 });
  });
});
