import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildChip, originOf } from '../../../../src/chips/chip/built-chip.js';
import { type Chip, type ChipDesign, designFigures, parseChip } from '../../../../src/chips/index.js';
import {
  createDefaultCostModel,
  createMappingCostModel,
  isRefusal,
  mapOperator,
  operatorBytes,
  operatorFlops,
} from '../../../../src/kernels/index.js';
import {
  networkBytesPerCycle,
  networkDistanceMm,
} from '../../../../src/kernels/white-box/machine/network-throughput.js';
import { systolicCycles } from '../../../../src/kernels/white-box/machine/systolic-cycles.js';
import { dtypeLayout } from '../../../../src/workloads/index.js';
import type { GemmOperator, Operator } from '../../../../src/workloads/operators/operator.js';
import { randomDesign } from '../../../chips/random-design.js';

const ARRAYS = { count: 16, rows: 128, columns: 128, macsPerCellCycle: { fp16: 1, int8: 1 } };

function chip(design: Record<string, unknown>): Chip {
  return parseChip('mine', {
    name: 'mine',
    vendor: 'me',
    kind: 'asic',
    architecture: 'mine',
    year: 2026,
    process: '5 nm',
    clock: '1 GHz',
    design: { arrays: ARRAYS, scratchpad: { capacity: '32 MiB' }, cooling: '10 W/mm^2', ...design },
  });
}

const gemm = (m: number, n: number, k: number): GemmOperator => ({ kind: 'gemm', m, n, k, dtype: 'int8' });
const secondsOf = (design: Record<string, unknown>, op: Operator) => mapOperator(op, chip(design), 4).seconds;

describe('a floor plan', () => {
  it('runs its own dataflow, with folds exposed or overlapped as it says, to the cycle', () => {
    for (const dataflow of ['os', 'ws', 'is'] as const) {
      for (const doubleBuffered of [true, false]) {
        const described = chip({ arrays: { ...ARRAYS, count: 1, dataflow, doubleBuffered } });
        const { busySec, tile } = mapOperator(gemm(512, 512, 512), described, 4);
        const array = { rows: 128, columns: 128, dataflow, count: 1, overlappedFolds: doubleBuffered };
        const { cycles } = systolicCycles(tile.rows, tile.columns, tile.depth, array);
        const tiles = Math.ceil(512 / tile.rows) * Math.ceil(512 / tile.columns) * tile.split;
        expect(busySec.compute).toBeGreaterThanOrEqual(tiles * cycles * 1e-9);
        expect(busySec.compute).toBeLessThan(tiles * (cycles * 1e-9 + 1e-6) + 1e-6);
      }
    }
    const ws = (doubleBuffered: boolean) => secondsOf({ arrays: { ...ARRAYS, doubleBuffered } }, gemm(128, 2048, 2048));
    expect(ws(false)).toBeGreaterThan(1.5 * ws(true));
  });

  it('is held back by each level that is made slow: banks, core memory, registers, network, buffering', () => {
    const op = gemm(4096, 4096, 4096);
    const base = { localMemory: '1 MiB', registerFile: '512 KiB' };
    const fast = secondsOf(base, op);
    const slow = [
      { ...base, scratchpad: { capacity: '32 MiB', banks: 2 } },
      { ...base, localMemory: { capacity: '1 MiB', banks: 1, bankWidth: '8 B' } },
      { ...base, registerFile: { capacity: '512 KiB', banks: 1, bankWidth: '8 B' } },
      { ...base, network: { topology: 'ring', portWidth: '16 B' } },
      { ...base, network: { topology: 'crossbar', portWidth: '4 B' } },
      { ...base, localMemory: { capacity: '1 MiB', doubleBuffered: false } },
    ];
    for (const design of slow) expect(secondsOf(design, op)).toBeGreaterThan(fast);
  });

  it('multiplies few rows on its lanes where those are faster than a mostly empty array', () => {
    const exposed = { ...ARRAYS, doubleBuffered: false };
    expect(mapOperator(gemm(1, 8192, 8192), chip({ arrays: exposed, vectorLanes: 65536 }), 4).datapath).toBe('vector');
    expect(mapOperator(gemm(1, 8192, 8192), chip({ arrays: exposed, vectorLanes: 16 }), 4).datapath).toBe('matrix');
    expect(mapOperator(gemm(1024, 8192, 8192), chip({ vectorLanes: 65536 }), 4).datapath).toBe('matrix');
  });

  it('hashes on its engines, one double SHA-256 each cycle, beside its lanes', () => {
    const op: Operator = {
      kind: 'hash',
      algorithm: 'sha256d',
      hashes: 1e12,
      intOpsPerHash: 2560,
      offChipBytesPerHash: 0,
    };
    const described = chip({ hashEngines: 1000, vectorLanes: 16 });
    const perSec = 1000e9 + 16e9 / 2560;
    expect(mapOperator(op, described, 4).busySec.compute).toBeCloseTo(1e12 / perSec, 9);
    const cost = createDefaultCostModel().estimate(
      op,
      { chip: described, count: 1, topology: 'single' },
      { weightCopies: 1 },
    );
    expect(isRefusal(cost) ? 0 : cost.seconds.value).toBeCloseTo(1e12 / perSec + 4e-6, 9);
    const other = { ...op, algorithm: 'ethash' };
    expect(mapOperator(other, described, 4).seconds).toBeGreaterThan(100);
  });

  it('decides what the default cost model says, and a variant of it takes the change alone', () => {
    const model = createDefaultCostModel();
    const described = chip({});
    const system = { chip: described, count: 1, topology: 'single' } as const;
    const [given, white] = [model, createMappingCostModel()].map((one) =>
      one.estimate(gemm(64, 4096, 4096), system, { weightCopies: 6 }),
    );
    expect(given).toEqual(white);
    const variant = parseChip('same', { extends: 'mine', tdp: 'x1' }, () => described);
    const same = model.estimate(gemm(64, 4096, 4096), { ...system, chip: variant }, { weightCopies: 6 });
    if (isRefusal(same) || white === undefined || isRefusal(white)) throw new Error('refused');
    expect(same.seconds.value / white.seconds.value).toBeCloseTo(1, 12);
  });
});

describe('a network on the chip', () => {
  const network = (topology: 'crossbar' | 'mesh' | 'ring') => ({
    topology,
    bytesPerPortCycle: 32,
    picojoulesPerByteMm: 0.64,
  });

  it('carries what its bisection lets through', () => {
    expect(networkBytesPerCycle(network('crossbar'), 64)).toBe(64 * 32);
    expect(networkBytesPerCycle(network('mesh'), 64)).toBe(4 * 8 * 32);
    expect(networkBytesPerCycle(network('ring'), 64)).toBe(8 * 32);
    for (const topology of ['crossbar', 'mesh', 'ring'] as const)
      expect(networkBytesPerCycle(network(topology), 4)).toBe(4 * 32);
  });

  it('is two thirds of a side long on average, a whole side around a ring', () => {
    expect(networkDistanceMm(network('mesh'), 900)).toBe(20);
    expect(networkDistanceMm(network('ring'), 900)).toBe(30);
  });
});

const extent = fc.integer({ min: 0, max: 12 }).chain((lg) => fc.integer({ min: 2 ** lg, max: 2 ** (lg + 1) - 1 }));
const GEMM_DTYPES = ['bf16', 'int8', 'int8_2of4', 'mxfp8'] as const;
const heads = { heads: 32, kvHeads: 8, headDim: 128, window: 0, dtype: 'bf16', kvDtype: 'bf16' } as const;
const operators: fc.Arbitrary<Operator> = fc
  .tuple(fc.nat(7), extent, extent, extent)
  .map(([kind, m, n, k]): Operator => {
    switch (kind) {
      case 0:
        return { kind: 'norm', op: 'rmsnorm', m, n, dtype: 'bf16' };
      case 1:
        return { kind: 'attention_prefill', batch: 1, qLen: n, kvLen: n + k, ...heads };
      case 2:
        return { kind: 'attention_decode', batch: 1 + (m % 64), kvLen: k, ...heads };
      case 3:
        return { kind: 'batched_gemm', batch: 1 + (m % 16), m, n, k, dtype: 'bf16' };
      default:
        return { kind: 'gemm', m, n, k, dtype: GEMM_DTYPES[kind - 4]! };
    }
  });

/** A chip whose figures follow from a floor plan that no check has looked at. */
function chipOf(plan: ChipDesign): Chip {
  const base = chip({});
  const figures = designFigures(plan);
  const { dataflow, count, rows, columns } = plan.arrays;
  const exact = (value: number) => ({ value, low: value, high: value, source: 'design', confidence: 'high' as const });
  const chipFigures: Pick<Chip, keyof Chip> = {
    ...base,
    ...figures,
    memory: {
      kind: plan.rom !== null ? 'rom' : (plan.dram?.kind ?? 'sram'),
      technology: '',
      capacityBytes: figures.memoryCapacityBytes,
      bandwidthBytesPerSec: figures.memoryBandwidthBytesPerSec,
    },
    cache:
      figures.cacheCapacityBytes === null
        ? null
        : { capacityBytes: figures.cacheCapacityBytes, bandwidthBytesPerSec: figures.cacheBandwidthBytesPerSec },
    clockHz: exact(plan.clockHz),
    systolic: dataflow === 'dot' ? null : { arrays: exact(count), rows: exact(rows), columns: exact(columns) },
    link: null,
    design: plan,
  };
  return buildChip(chipFigures, originOf(base));
}

describe('a thousand random floor plans', () => {
  const estimate = (chip: Chip, op: Operator) =>
    createMappingCostModel().estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 4 });

  it('run an operator each: work is conserved (I4) and neither datapath nor memory is beaten (I6)', () => {
    let ran = 0;
    fc.assert(
      fc.property(randomDesign, operators, (plan, op) => {
        const described = chipOf(plan);
        const cost = estimate(described, op);
        if (isRefusal(cost)) {
          expect(cost.refused).toMatch(/holds no tile|has no \w+ datapath|to skip 2 of 4|take no scale/);
          return;
        }
        ran++;
        const { seconds, joules } = cost;
        expect(cost.flops).toBe(operatorFlops(op));
        expect(cost.bytes).toBe(operatorBytes(op));
        const { rate, sparsity } =
          op.kind === 'gemm' ? dtypeLayout(op.dtype) : { rate: 'fp16' as const, sparsity: null };
        const skipped = sparsity === null ? 1 : sparsity.of / sparsity.kept;
        const peak = skipped * (described.matrixRates[rate]?.value ?? 0) + described.simtRates.fp32!.value;
        expect(seconds.low * peak).toBeGreaterThanOrEqual(operatorFlops(op) * (1 - 1e-9));
        const onChip = (described.cache?.capacityBytes.value ?? 0) * 2;
        const compulsory = Math.max(0, operatorBytes(op) - onChip);
        expect(seconds.low * described.memory.bandwidthBytesPerSec.value).toBeGreaterThanOrEqual(
          compulsory * (1 - 1e-9),
        );
        expect(seconds.low <= seconds.value && seconds.value <= seconds.high).toBe(true);
        expect(joules.value > 0 && Number.isFinite(joules.high) && Number.isFinite(seconds.high)).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(ran).toBeGreaterThan(400);
  });

  it('never run slower with more bandwidth, clock, registers or wider banks (I6)', () => {
    const better = fc.constantFrom<(plan: ChipDesign) => ChipDesign>(
      (plan) => ({ ...plan, dram: plan.dram && { ...plan.dram, bitsPerPinSec: 2 * plan.dram.bitsPerPinSec } }),
      (plan) => ({ ...plan, clockHz: 1.5 * plan.clockHz }),
      (plan) => ({
        ...plan,
        registerFile: plan.registerFile && { ...plan.registerFile, bytes: 4 * plan.registerFile.bytes },
      }),
      (plan) => ({ ...plan, scratchpad: { ...plan.scratchpad, bytesPerBankCycle: 128 } }),
      (plan) => ({ ...plan, network: { ...plan.network, bytesPerPortCycle: 1024 } }),
    );
    fc.assert(
      fc.property(randomDesign, operators, better, (drawn, op, improve) => {
        // Under a cap, what is added draws power that the rest must give up.
        const plan = { ...drawn, powerCapW: null };
        const [before, after] = [estimate(chipOf(plan), op), estimate(chipOf(improve(plan)), op)];
        fc.pre(!isRefusal(before) && !isRefusal(after));
        if (isRefusal(before) || isRefusal(after)) return;
        expect(after.seconds.value).toBeLessThanOrEqual(before.seconds.value * (1 + 1e-9));
      }),
      { numRuns: 300 },
    );
  });
});
