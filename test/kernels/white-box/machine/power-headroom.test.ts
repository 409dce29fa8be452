import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, type Chip, editChip, resolveChip } from '../../../../src/chips/index.js';
import { mapOperator } from '../../../../src/kernels/index.js';
import { mappingMachine } from '../../../../src/kernels/white-box/machine/chip-mapping-machine.js';
import { sustainedClock } from '../../../../src/kernels/white-box/machine/power-headroom.js';
import type { GemmOperator } from '../../../../src/workloads/operators/operator.js';

const catalog = builtinCatalog();
const gemm = (m: number, n: number, k: number): GemmOperator => ({ kind: 'gemm', m, n, k, dtype: 'bf16' });
const seconds = (op: GemmOperator, chip: Chip) => mapOperator(op, chip, 6).seconds;

describe('the clock under a power limit', () => {
  it('is the cube root of the headroom, and full where the cores at work leave room', () => {
    expect(sustainedClock(0.5, 1)).toBeCloseTo(Math.cbrt(0.5), 12);
    expect(sustainedClock(0.125, 1)).toBeCloseTo(0.5, 12);
    expect(sustainedClock(0.5, 0.5)).toBe(1);
    expect(sustainedClock(Number.POSITIVE_INFINITY, 1)).toBe(1);
  });

  // B200: 8192^3 in 770 us of 489 us at peak, 0.63 (ai-dynamo/aiconfigurator@095f58a, sustained rows at 988 W of 1000 W).
  it('holds B200 to about what its sustained rows show, and A100 not at all', () => {
    const sustained = (name: string) =>
      sustainedClock(mappingMachine(resolveChip(catalog, name), 'bf16').powerHeadroom, 1);
    expect(sustained('a100-sxm-80gb')).toBe(1);
    expect(sustained('b200-sxm')).toBeGreaterThan(0.63);
    expect(sustained('b200-sxm')).toBeLessThan(0.8);
    expect(sustained('l40s')).toBeLessThan(sustained('h100-sxm'));
  });

  it('slows large products on a board with less power, and neither small ones nor one bound by memory', () => {
    const l40s = resolveChip(catalog, 'l40s');
    const capped = editChip(l40s, { tdp: '150 W' });
    expect(seconds(gemm(8192, 8192, 8192), capped)).toBeGreaterThan(1.2 * seconds(gemm(8192, 8192, 8192), l40s));
    expect(seconds(gemm(1, 16384, 16384), capped)).toBeLessThan(1.001 * seconds(gemm(1, 16384, 16384), l40s));
    expect(seconds(gemm(64, 64, 512), capped)).toBe(seconds(gemm(64, 64, 512), l40s));
  });

  it('puts L40S behind A100 on large products, though its peak is higher', () => {
    const [a100, l40s] = ['a100-sxm-80gb', 'l40s'].map((name) => resolveChip(catalog, name));
    expect(l40s!.matrixRates.fp16!.value).toBeGreaterThan(1.1 * a100!.matrixRates.fp16!.value);
    for (const m of [2048, 4096, 8192])
      expect(seconds(gemm(m, 8192, 8192), l40s!)).toBeGreaterThan(seconds(gemm(m, 8192, 8192), a100!));
  });
});
