import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtinCatalog, type Chip, parseChip, resolveChip } from '../../../src/chips/index.js';
import { physicalFormFor } from '../../../src/kernels/forms/form-table.js';
import {
  createMappingCostModel,
  deviceFigures,
  isRefusal,
  mapOperator,
  operatorBytes,
  operatorFlops,
} from '../../../src/kernels/index.js';
import { mappingMachine } from '../../../src/kernels/white-box/machine/chip-mapping-machine.js';
import { mapRowwise } from '../../../src/kernels/white-box/map-stream.js';
import type { GemmOperator, Operator, RowwiseOperator } from '../../../src/workloads/operators/operator.js';

const catalog = builtinCatalog();
const a100 = resolveChip(catalog, 'a100-sxm-80gb');
const gemm = (m: number, n: number, k: number): GemmOperator => ({ kind: 'gemm', m, n, k, dtype: 'bf16' });

const between = (low: number, high: number) =>
  fc.double({ min: 0, max: 1, noNaN: true }).map((t) => low * (high / low) ** t);
const description = fc.record({
  cores: fc.integer({ min: 1, max: 600 }),
  clock: between(0.2, 3),
  rate: between(1, 5000),
  vector: between(0.1, 200),
  capacity: between(1, 512),
  bandwidth: between(50, 20000),
  cache: fc.option(between(1, 512)),
  local: fc.option(between(16, 4096)),
  arrays: fc.option(
    fc.record({
      arrays: fc.integer({ min: 1, max: 64 }),
      rows: fc.constantFrom(16, 64, 128, 256),
      columns: fc.constantFrom(16, 128),
    }),
  ),
});
const chips = description.map(
  (d): Chip =>
    parseChip('random', {
      name: 'random',
      vendor: 'nobody',
      kind: d.arrays === null ? 'gpu' : 'asic',
      architecture: 'random',
      year: 2026,
      process: '5 nm',
      cores: d.cores,
      clock: `${d.clock} GHz`,
      rates: { matrix: { fp16: `${d.rate} TFLOP/s` }, simt: { fp32: `${d.vector} TFLOP/s` } },
      memory: { kind: 'hbm', capacity: `${d.capacity} GiB`, bandwidth: `${d.bandwidth} GB/s` },
      tdp: '300 W',
      ...(d.cache === null ? {} : { cache: { capacity: `${d.cache} MiB` } }),
      ...(d.local === null ? {} : { localMemory: `${d.local} KiB` }),
      ...(d.arrays === null ? {} : { systolic: d.arrays }),
    }),
);

const extent = fc.integer({ min: 0, max: 13 }).chain((lg) => fc.integer({ min: 2 ** lg, max: 2 ** (lg + 1) - 1 }));
const heads = { heads: 32, kvHeads: 8, headDim: 128, window: 0, dtype: 'bf16', kvDtype: 'bf16' } as const;
const operators: fc.Arbitrary<Operator> = fc
  .tuple(fc.integer({ min: 0, max: 5 }), extent, extent, extent)
  .map(([kind, m, n, k]): Operator => {
    switch (kind) {
      case 0:
        return { kind: 'norm', op: 'rmsnorm', m, n, dtype: 'bf16' };
      case 1:
        return { kind: 'attention_prefill', batch: 1 + (m % 4), qLen: n, kvLen: n + k, ...heads };
      case 2:
        return { kind: 'attention_decode', batch: 1 + (m % 64), kvLen: k, ...heads };
      case 3:
        return { kind: 'batched_gemm', batch: 1 + (m % 16), m, n, k, dtype: 'bf16' };
      default:
        return gemm(m, n, k);
    }
  });

function seconds(op: Operator, chip: Chip): number {
  const cost = createMappingCostModel().estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 4 });
  fc.pre(!isRefusal(cost));
  return isRefusal(cost) ? Number.NaN : cost.seconds.value;
}

/** The chip with more of something, all else equal; rates follow cores and clock. */
const more = (chip: Chip, change: Record<string, unknown>) =>
  parseChip('more', { extends: chip.id, ...change }, () => chip);

describe('the white-box mapping model', () => {
  it('costs 1000 random descriptions without a crash, conserves work (I4) and never beats the roofline (I6)', () => {
    const model = createMappingCostModel();
    fc.assert(
      fc.property(chips, operators, (chip, op) => {
        const cost = model.estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 4 });
        if (isRefusal(cost)) {
          expect(cost.refused).toMatch(/holds no tile/);
          return;
        }
        const floor = physicalFormFor(op, '').rooflineMicroseconds(op, deviceFigures(chip), {
          exec: 'graph',
          weightCopies: 4,
          library: '',
          variant: '',
        });
        expect(cost.flops).toBe(operatorFlops(op));
        expect(cost.bytes).toBe(operatorBytes(op));
        expect(cost.seconds.low).toBeGreaterThanOrEqual(floor * 1e-6 * (1 - 1e-9));
        expect(cost.seconds.low).toBeLessThanOrEqual(cost.seconds.value);
        expect(cost.seconds.value).toBeLessThanOrEqual(cost.seconds.high);
        expect(cost.joules.value).toBeGreaterThan(0);
        expect(Number.isFinite(cost.seconds.high)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('never slows down when a chip gets more bandwidth, clock or capacity (I6)', () => {
    fc.assert(
      fc.property(chips, operators, between(1, 4), (chip, op, factor) => {
        const before = seconds(op, chip) * (1 + 1e-9);
        const times = `x${factor.toFixed(12)}`;
        expect(seconds(op, more(chip, { memory: { bandwidth: times } }))).toBeLessThanOrEqual(before);
        expect(seconds(op, more(chip, { clock: times }))).toBeLessThanOrEqual(before);
        if (chip.cache === null) return;
        expect(seconds(op, more(chip, { cache: { capacity: times } }))).toBeLessThanOrEqual(before);
      }),
      { numRuns: 100 },
    );
  });

  it('slows a product by one wave at most when a chip gets more cores (I6)', () => {
    fc.assert(
      fc.property(chips, extent, extent, extent, fc.integer({ min: 1, max: 64 }), (chip, m, n, k, extra) => {
        if (chip.systolic !== null) return;
        const op = gemm(m, n, k);
        const larger = more(chip, { cores: chip.coreCount.value + extra });
        fc.pre(Number.isFinite(seconds(op, chip)));
        const { tile, busySec } = mapOperator(op, chip, 4);
        const tiles = Math.ceil(m / tile.rows) * Math.ceil(n / tile.columns) * tile.split;
        const wave = busySec.compute / Math.ceil(tiles / chip.coreCount.value);
        expect(seconds(op, larger)).toBeLessThanOrEqual((seconds(op, chip) + wave) * (1 + 1e-9));
      }),
      { numRuns: 100 },
    );
  });

  it('reports tiles that fit the local memory, traffic of every level and a bound that no mapping beats', () => {
    const mapping = mapOperator(gemm(4096, 4096, 4096), a100, 6);
    const machine = mappingMachine(a100, 'bf16');
    expect(2 * 64 * 2 * (mapping.tile.rows + mapping.tile.columns)).toBeLessThanOrEqual(machine.localBytes);
    expect(mapping.seconds).toBeGreaterThan(mapping.lowerBoundSec);
    expect(mapping.bound).toBe('compute');
    expect(mapping.trafficBytes.cache).toBeGreaterThan(mapping.trafficBytes.dram);
    expect(mapOperator(gemm(1, 8192, 8192), a100, 6).bound).toBe('memory');
    expect(mapOperator(gemm(1, 64, 64), a100, 6).bound).toBe('latency');
  });

  it('keeps the rows of a fused chain on chip', () => {
    const machine = mappingMachine(a100, 'bf16');
    const op = (kind: 'norm' | 'activation'): RowwiseOperator => ({
      kind,
      op: kind === 'norm' ? 'rmsnorm' : 'gelu',
      m: 8192,
      n: 8192,
      dtype: 'bf16',
    });
    const apart = mapRowwise([op('norm')], machine).seconds + mapRowwise([op('activation')], machine).seconds;
    const fused = mapRowwise([op('norm'), op('activation')], machine);
    expect(fused.seconds).toBeLessThan(0.75 * apart);
    expect(fused.trafficBytes.cache).toBe(2 * 8192 * 8192 * 2 + 8192 * 2);
    // Activations only stream: a chain of two takes the time of one.
    const twice = mapRowwise([op('activation'), op('activation')], machine);
    expect(twice.seconds).toBeLessThan(0.55 * 2 * mapRowwise([op('activation')], machine).seconds);
  });

  it('refuses a chip whose local memory holds no tile at all, in bounded time', () => {
    const tiny = parseChip('tiny', {
      name: 'tiny',
      vendor: 'nobody',
      kind: 'asic',
      architecture: 'tiny',
      year: 2026,
      process: '5 nm',
      cores: 1,
      clock: '1 GHz',
      rates: { matrix: { fp16: '1 TFLOP/s' } },
      memory: { kind: 'sram', capacity: '1 MiB', bandwidth: '1 TB/s' },
      tdp: '1 W',
      localMemory: '64 B',
    });
    const cost = createMappingCostModel().estimate(
      gemm(512, 512, 512),
      { chip: tiny, count: 1, topology: 'single' },
      { weightCopies: 1 },
    );
    expect(cost).toHaveProperty('refused');
  });
});
