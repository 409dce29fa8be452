import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, editChip, parseChip, resolveChip } from '../../../src/chips/index.js';
import { createMappingCostModel, isRefusal } from '../../../src/kernels/index.js';
import { createTileCostModel } from '../../../src/sim/tile/tile-cost-model.js';
import type { Operator } from '../../../src/workloads/operators/operator.js';
import { describeCostModel } from '../../kernels/cost-model-conformance.js';

const catalog = builtinCatalog();
const a100 = resolveChip(catalog, 'a100-sxm-80gb');
const options = { blockBudget: 1000, tieBreak: 'fifo' } as const;

describeCostModel('tile events on A100', createTileCostModel(options), a100);
describeCostModel('tile events on TPU v3', createTileCostModel(options), resolveChip(catalog, 'tpu-v3'));

describe('the cost of an operator by tile events', () => {
  const model = createTileCostModel(options);
  const context = { weightCopies: 6 };

  it('is analytic, and that of the closed form for operators on links', () => {
    const reduce = { kind: 'all_reduce', ranks: 8, bytes: 1e6, dtype: 'bf16' } as const;
    const system = { chip: a100, count: 8, topology: 'switch' } as const;
    expect(model.report(reduce, a100, context)).toBeNull();
    expect(model.estimate(reduce, system, context)).toEqual(createMappingCostModel().estimate(reduce, system, context));
    const product = model.estimate({ kind: 'gemm', m: 8, n: 4096, k: 4096, dtype: 'bf16' }, system, context);
    expect(!isRefusal(product) && product.seconds.provenance).toBe('analytic');
  });

  it('keeps the least energy of the closed form where tiles take longer', () => {
    const system = { chip: a100, count: 1, topology: 'single' } as const;
    let slower = 0;
    for (const m of [1, 8, 100, 1000]) {
      const op = { kind: 'elementwise', op: 'add', m, n: 4096, dtype: 'bf16' } as const;
      const [white, tiled] = [createMappingCostModel(), model].map((one) => one.estimate(op, system, context));
      if (white === undefined || tiled === undefined || isRefusal(white) || isRefusal(tiled))
        throw new Error('refused');
      if (tiled.seconds.value > white.seconds.value) slower++;
      expect(tiled.joules.low).toBeLessThanOrEqual(white.joules.low * (1 + 1e-12));
    }
    expect(slower).toBeGreaterThan(0);
  });

  it('refuses an operator of which no tile fits the local memory', () => {
    const tiny = editChip(a100, { localMemory: '1 KiB' });
    const refused = model.estimate(
      { kind: 'gemm', m: 512, n: 512, k: 512, dtype: 'bf16' },
      { chip: tiny, count: 1, topology: 'single' },
      context,
    );
    expect(isRefusal(refused) && refused.refused).toMatch(/holds no tile of gemm/);
  });

  it('runs or refuses every kind of operator on every chip of the catalog, near the closed form', () => {
    const attention = { batch: 4, kvLen: 1000, heads: 32, kvHeads: 8, headDim: 128, window: 0 } as const;
    const operators: Operator[] = [
      { kind: 'gemm', m: 8, n: 4096, k: 4096, dtype: 'bf16' },
      { kind: 'attention_decode', ...attention, dtype: 'bf16', kvDtype: 'bf16' },
      { kind: 'attention_prefill', ...attention, qLen: 1000, dtype: 'bf16', kvDtype: 'bf16' },
      { kind: 'norm', op: 'rmsnorm', m: 64, n: 4096, dtype: 'bf16' },
      { kind: 'vector', name: 'sum', ops: 1e7, bytes: 1e7, arithmetic: 'float', dtype: 'fp32' },
    ];
    const apart: string[] = [];
    let refusals = 0;
    for (const chip of catalog.chips.values()) {
      for (const op of operators) {
        const cost = model.estimate(op, { chip, count: 1, topology: 'single' }, context);
        const report = isRefusal(cost) ? cost : model.report(op, chip, context);
        if (report === null || isRefusal(report)) refusals++;
        else if (Math.abs(report.seconds / report.closedFormSec - 1) > 0.35) apart.push(`${op.kind} on ${chip.id}`);
      }
    }
    expect(apart).toEqual([]);
    expect(refusals).toBeLessThan(0.25 * catalog.chips.size * operators.length);
  });

  it.each([
    ['etched-sohu', 'bf16'],
    ['tpu-v1', 'fp16'],
  ] as const)('runs row-wise kernels on %s, which publishes no vector rate, at the pace of its memory', (id, dtype) => {
    const chip = resolveChip(catalog, id);
    const op = { kind: 'elementwise', op: 'add', m: 4096, n: 8192, dtype } as const;
    const system = { chip, count: 1, topology: 'single' } as const;
    for (const one of [createMappingCostModel(), model]) {
      const cost = one.estimate(op, system, context);
      if (isRefusal(cost)) throw new Error(cost.refused);
      const atMemory = cost.bytes / chip.memory.bandwidthBytesPerSec.value;
      expect(cost.seconds.value).toBeGreaterThanOrEqual(atMemory);
      expect(cost.seconds.high).toBeLessThan(10 * atMemory);
    }
  });

  it('runs chips that publish no local memory, no cache or a single core', () => {
    const bare = parseChip('bare', {
      name: 'Bare',
      vendor: 'a test',
      kind: 'asic',
      architecture: 'bare',
      year: 2020,
      source: 'a test',
      confidence: 'low',
      process: '16 nm',
      cores: 1,
      clock: '1 GHz',
      rates: { matrix: { fp16: '1 TFLOP/s' }, simt: { fp32: '0.1 TFLOP/s' } },
      memory: { kind: 'ddr', technology: 'DDR4', capacity: '8 GiB', bandwidth: '25.6 GB/s' },
      launchFloor: '2 us',
      tdp: '20 W',
      idle: '4 W',
      lifetime: '5 year',
    });
    const report = model.report({ kind: 'gemm', m: 64, n: 512, k: 512, dtype: 'bf16' }, bare, context);
    expect(report !== null && !isRefusal(report) && report.seconds).toBeGreaterThan(0);
  });
});
