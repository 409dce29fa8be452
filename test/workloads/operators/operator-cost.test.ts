import { describe, expect, it } from '@jest/globals';
import { operatorCost } from '../../../src/workloads/index.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';

describe('operatorCost', () => {
  it('counts a bf16 matrix product as 2mnk operations over three matrices of two bytes', () => {
    const cost = operatorCost({ kind: 'gemm', m: 3, n: 5, k: 7, dtype: 'bf16' });
    expect(cost).toMatchObject({ flops: 210, weightBytes: 70, inputBytes: 42, outputBytes: 30, bytes: 142 });
  });

  it('reads quantised weights at their stored size, block scales included, and activations at 16 bits', () => {
    const cost = operatorCost({ kind: 'gemm', m: 1, n: 128, k: 128, dtype: 'fp8_block' });
    expect(cost.weightBytes).toBe(128 * 128 + 4);
    expect(cost.inputBytes).toBe(256);
  });

  it('writes an int8 product that stays in its accumulator as four bytes', () => {
    const shape = { kind: 'gemm', m: 2, n: 3, k: 4 } as const;
    expect(operatorCost({ ...shape, dtype: 'int8_acc32' }).outputBytes).toBe(24);
    expect(operatorCost({ ...shape, dtype: 'int8' }).outputBytes).toBe(6);
  });

  it('reads in decode every key and value of the cache once per key-value head', () => {
    const decode: Operator = {
      kind: 'attention_decode',
      batch: 2,
      kvLen: 1000,
      heads: 32,
      kvHeads: 8,
      headDim: 128,
      window: 0,
      dtype: 'bf16',
      kvDtype: 'fp8',
    };
    expect(operatorCost(decode).kvBytes).toBe(2 * 2 * 1000 * 8 * 128);
    expect(operatorCost(decode).flops).toBe(4 * 2 * 1000 * 32 * 128);
    expect(operatorCost({ ...decode, window: 128 }).kvBytes).toBe(2 * 2 * 128 * 8 * 128);
  });

  it('gives latent decode 2 (2 x 512 + 64) operations a head and cached token, and one vector a token to read', () => {
    const cost = operatorCost({
      kind: 'mla_decode',
      batch: 1,
      kvLen: 100,
      heads: 128,
      latentDim: 512,
      ropeDim: 64,
      dtype: 'bf16',
      kvDtype: 'bf16',
    });
    expect(cost.flops).toBe(128 * 100 * 2 * (2 * 512 + 64));
    expect(cost.kvBytes).toBe(100 * 576 * 2);
  });

  it('divides the work of an expert layer among the ranks of either parallelism', () => {
    const whole = {
      kind: 'moe',
      tokens: 64,
      hidden: 2048,
      inter: 768,
      experts: 128,
      topk: 8,
      tp: 1,
      ep: 1,
      gated: true,
      distribution: 'balanced',
      dtype: 'bf16',
    } as const;
    const { flops, weightBytes } = operatorCost(whole);
    expect(flops).toBe(6 * 64 * 8 * 2048 * 768);
    expect(weightBytes).toBe(3 * 128 * 2048 * 768 * 2);
    expect(operatorCost({ ...whole, tp: 4 })).toMatchObject({ flops: flops / 4, weightBytes: weightBytes / 4 });
    expect(operatorCost({ ...whole, ep: 4 })).toMatchObject({ flops: flops / 4, weightBytes: weightBytes / 4 });
    expect(operatorCost({ ...whole, gated: false }).flops).toBe((flops * 2) / 3);
  });

  it('follows the conventions of the timing tables: silu_mul reads 2n and writes n, an addition reads two arrays', () => {
    const row = { m: 4, n: 10, dtype: 'bf16' } as const;
    expect(operatorCost({ kind: 'activation', op: 'silu_mul', ...row }).bytes).toBe(3 * 40 * 2);
    expect(operatorCost({ kind: 'elementwise', op: 'add', ...row }).bytes).toBe(3 * 40 * 2);
    expect(operatorCost({ kind: 'rope', op: 'rope', ...row }).bytes).toBe(2 * 40 * 2);
  });

  it('sends 2 (n-1)/n of the message in an all-reduce and half of that in its two phases', () => {
    const shape = { ranks: 4, bytes: 1000, dtype: 'bf16' } as const;
    expect(operatorCost({ kind: 'all_reduce', ...shape }).linkBytes).toBe(1500);
    expect(operatorCost({ kind: 'reduce_scatter', ...shape }).linkBytes).toBe(750);
    expect(operatorCost({ kind: 'all_gather', ...shape }).linkBytes).toBe(750);
    expect(operatorCost({ kind: 'send_recv', ...shape }).linkBytes).toBe(1000);
  });

  it('refuses an operator of no known kind', () => {
    expect(() => operatorCost({ kind: 'fft' } as unknown as Operator)).toThrow('fft');
  });
});
