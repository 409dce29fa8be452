import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { moeForm } from '../../../../src/kernels/forms/moe/moe-form.js';
import { moeTiles } from '../../../../src/kernels/forms/moe/moe-tiles.js';
import { type MoeLoad, moeLoad } from '../../../../src/kernels/roofline/moe-load.js';
import type { KernelContext } from '../../../../src/kernels/roofline/physical-form.js';
import type { MoeOperator } from '../../../../src/workloads/operators/operator.js';
import { testDevice } from '../../calibrated/test-device.js';

const layer: MoeOperator = {
  kind: 'moe',
  tokens: 64,
  hidden: 4096,
  inter: 2048,
  experts: 128,
  topk: 8,
  tp: 1,
  ep: 1,
  gated: true,
  distribution: 'balanced',
  dtype: 'bf16',
};
const c = Float64Array.from(moeForm.parameters, (spec) => spec.typical);

function context(library: string): KernelContext {
  return { exec: 'graph', weightCopies: 1, library, variant: 'fused_moe' };
}

function time(op: MoeOperator, library = 'triton'): number {
  return moeForm.microseconds(c, op, testDevice(), context(library));
}

function load(op: MoeOperator): MoeLoad {
  const out = { all: 0, local: 0, active: 0, even: true };
  moeLoad(op, 0.74, out);
  return out;
}

describe('routing of a timed rank', () => {
  it('spreads balanced pairs one expert a token', () => {
    expect(load({ ...layer, tokens: 16, ep: 8 })).toEqual({ all: 128, local: 16, active: 16, even: true });
    expect(load({ ...layer, tokens: 1024, ep: 8 })).toEqual({ all: 8192, local: 1024, active: 16, even: true });
  });

  it('gives the first rank a whole expert of even one token', () => {
    expect(load({ ...layer, tokens: 1, experts: 8, topk: 2, ep: 8 }).active).toBe(1);
  });

  it('lets few pairs of a power law meet on one rank, and spreads many', () => {
    // A100, vLLM 0.14, 4 tokens of 384 experts: all 32 pairs cost their own expert on 2 ranks and on 4.
    const few = { ...layer, tokens: 4, experts: 384, distribution: 'power_law_1.01' };
    expect(load({ ...few, ep: 2 }).active).toBeGreaterThan(25);
    expect(load({ ...few, ep: 4 }).active).toBeGreaterThan(22);
    const many = load({ ...few, tokens: 16384, ep: 8 });
    expect(many.active).toBeGreaterThan(40);
    expect(many.local / many.all).toBeCloseTo(8 ** -0.74, 6);
  });

  it('reaches E (1 - (1 - k/E)^tokens) experts when tokens choose at random', () => {
    expect(load({ ...layer, tokens: 16, distribution: 'uniform' }).active).toBeCloseTo(
      128 * (1 - (1 - 8 / 128) ** 16),
      9,
    );
  });
});

describe('mixture-of-experts form', () => {
  it('streams the weights of the experts that got tokens, and no others', () => {
    const big = { ...layer, hidden: 8192, inter: 16384, experts: 8, topk: 2, tokens: 1 };
    const expert = 3 * 8192 * 16384 * 2;
    const streaming = (tokens: number): number => time({ ...big, tokens }) / ((expert / 3e12) * 1e6);
    expect(streaming(1)).toBeGreaterThan(2 / 0.8);
    expect(streaming(1)).toBeLessThan(2.3 / 0.8);
    expect(streaming(4) - streaming(1)).toBeCloseTo(6 / 0.8, 0);
  });

  it('pads Marlin tiles to the load of all ranks', () => {
    expect(moeTiles('marlin', 160, 1280, 24).rows[0]).toBe(64);
    expect(moeTiles('marlin', 160, 1280, 384).rows[0]).toBe(8);
    const op: MoeOperator = { ...layer, tokens: 160, hidden: 7168, experts: 384, ep: 16, dtype: 'int4_wo' };
    expect(time(op, 'marlin')).toBeGreaterThan(1.3 * time(op, 'triton'));
  });

  it('is never faster with twice the tokens or a wider expert, and never beats the roofline', () => {
    fc.assert(
      fc.property(
        fc.record({
          tokens: fc.integer({ min: 1, max: 16384 }),
          ep: fc.constantFrom(1, 2, 8, 32),
          inter: fc.constantFrom(512, 768, 2048),
          distribution: fc.constantFrom('balanced', 'uniform', 'power_law_1.2'),
          dtype: fc.constantFrom('bf16' as const, 'fp8' as const, 'int4_wo' as const),
        }),
        fc.constantFrom('triton', 'marlin', 'flashinfer-cutlass'),
        (change, library) => {
          const op = { ...layer, ...change };
          const t = time(op, library);
          // Power-law tables pile few pairs on one rank: more tokens spread them, and that rank may get fewer.
          const leastGain = op.distribution === 'power_law_1.2' ? 0.8 : 1;
          expect(time({ ...op, tokens: 2 * op.tokens }, library)).toBeGreaterThanOrEqual(leastGain * t);
          expect(time({ ...op, inter: 2 * op.inter }, library)).toBeGreaterThanOrEqual(t);
          expect(t).toBeGreaterThan(moeForm.rooflineMicroseconds(op, testDevice(), context(library)));
        },
      ),
    );
  });
});
