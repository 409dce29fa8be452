import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  FPGA_DECODE_ROWS,
  impliedEfficiency,
  predictedEfficiency,
} from '../../../../bench/fidelity/fpga-memory/implied-efficiency.js';
import { builtinCatalog, type Chip, fitFabric, parseChip, resolveChip } from '../../../../src/chips/index.js';
import { isUserError } from '../../../../src/foundation/index.js';
import { createDefaultCostModel, isRefusal, mapOperator } from '../../../../src/kernels/index.js';
import { FPGA_MEMORY_SHARE } from '../../../../src/kernels/white-box/machine/fpga-memory-share.js';
import type { GemmOperator, Operator } from '../../../../src/workloads/operators/operator.js';

const u280 = resolveChip(builtinCatalog(), 'u280');
const gemm = (m: number, dtype: GemmOperator['dtype'] = 'int8'): GemmOperator => ({
  kind: 'gemm',
  m,
  n: 4096,
  k: 4096,
  dtype,
});

function cost(op: Operator, chip: Chip) {
  const found = createDefaultCostModel([]).estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 6 });
  if (isRefusal(found)) throw new Error(found.refused);
  return found;
}

function board(fabric: Record<string, unknown>): Chip {
  return parseChip('mine', {
    name: 'mine',
    vendor: 'me',
    kind: 'fpga',
    architecture: 'fabric',
    year: 2026,
    process: '16 nm',
    cores: 1,
    clock: '0.3 GHz',
    memory: { kind: 'hbm', capacity: '8 GiB', bandwidth: '460 GB/s' },
    tdp: '225 W',
    fabric: {
      budget: { luts: 1e6, dsps: 9000, bramBlocks: 2016 },
      topClock: '300 MHz',
      memory: { channels: 32, bandwidth: '14.375 GB/s' },
      ...fabric,
    },
  });
}

const pipeline = (count: number, more: Record<string, unknown> = {}) => ({
  name: 'matrix',
  count,
  uses: { luts: 20000, dsps: 512, bramBlocks: 60 },
  macsPerStart: 1024,
  ...more,
});

const fabrics = fc.record({
  count: fc.integer({ min: 1, max: 30 }),
  interval: fc.integer({ min: 1, max: 8 }),
  macs: fc.constantFrom(16, 256, 1024),
  dsps: fc.integer({ min: 1, max: 600 }),
  bramBlocks: fc.integer({ min: 0, max: 200 }),
  m: fc.constantFrom(1, 16, 300, 4096),
});

describe('three hundred random fabrics', () => {
  it('fit and run within their pipelines and their memory (I6), or are refused in words', () => {
    fc.assert(
      fc.property(fabrics, ({ count, interval, macs, dsps, bramBlocks, m }) => {
        const uses = { luts: 20000, dsps, bramBlocks };
        const layout = { pipelines: [pipeline(count, { uses, initiationInterval: interval, macsPerStart: macs })] };
        if (count * dsps > 9000 || count * bramBlocks > 2016) {
          expect(() => board(layout)).toThrow(/do not fit the fabric/);
          return;
        }
        const chip = board(layout);
        const op = gemm(m);
        const found = createDefaultCostModel([]).estimate(
          op,
          { chip, count: 1, topology: 'single' },
          { weightCopies: 6 },
        );
        if (isRefusal(found)) {
          expect(found.refused).toMatch(/holds no tile/);
          return;
        }
        const { opsPerSec, memoryBytesPerSec } = fitFabric(chip.fabric!);
        expect(found.seconds.low * opsPerSec).toBeGreaterThanOrEqual(2 * m * 4096 * 4096 * (1 - 1e-9));
        expect(found.seconds.low * memoryBytesPerSec).toBeGreaterThanOrEqual(4096 * 4096 * (1 - 1e-9));
        expect(found.seconds.low <= found.seconds.value && found.seconds.value <= found.seconds.high).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('an FPGA', () => {
  it('multiplies large products at the rate of its pipelines and the clock of its utilisation', () => {
    const { opsPerSec, clockHz } = fitFabric(u280.fabric!);
    expect(clockHz).toBeLessThan(300e6);
    expect(u280.matrixRates.int8!.value).toBe(opsPerSec);
    const { seconds } = cost(gemm(4096), u280);
    const flops = 2 * 4096 ** 3;
    expect(flops / seconds.value).toBeGreaterThan(0.9 * opsPerSec);
    expect(flops / seconds.value).toBeLessThanOrEqual(opsPerSec);
  });

  it('halves its rate at twice the initiation interval, and loses the formats that no pipeline multiplies', () => {
    const slow = board({ pipelines: [pipeline(8, { initiationInterval: 2 })] });
    const fast = board({ pipelines: [pipeline(8)] });
    expect(cost(gemm(4096), slow).seconds.value / cost(gemm(4096), fast).seconds.value).toBeCloseTo(2, 2);
    const model = createDefaultCostModel([]);
    expect(
      model.estimate(gemm(1, 'bf16'), { chip: fast, count: 1, topology: 'single' }, { weightCopies: 6 }),
    ).toHaveProperty('refused');
    const both = board({ pipelines: [pipeline(7), pipeline(1, { name: 'attention', format: 'fp16' })] });
    expect(both.matrixRates.fp16!.value / both.matrixRates.int8!.value).toBeCloseTo(1 / 7, 12);
  });

  it('decodes at the share of its memory that published designs reach, over their 90 % interval', () => {
    const all = predictedEfficiency(FPGA_DECODE_ROWS.map(impliedEfficiency));
    for (const end of ['value', 'low', 'high'] as const) expect(FPGA_MEMORY_SHARE[end]).toBeCloseTo(all[end], 3);
    const op: Operator = { kind: 'gemm', m: 1, n: 65536, k: 8192, dtype: 'int8' };
    for (const name of ['u280', 'u55c', 'vhk158']) {
      const chip = resolveChip(builtinCatalog(), name);
      const { seconds } = cost(op, chip);
      const ideal = (65536 * 8192 + 65536 + 8192) / chip.memory.bandwidthBytesPerSec.value;
      expect(ideal / seconds.low).toBeCloseTo(all.high, 1);
      expect(ideal / seconds.value).toBeCloseTo(all.value, 1);
      expect(ideal / seconds.high).toBeCloseTo(all.low, 1);
      expect(seconds.provenance).toBe('analytic');
    }
  });

  it('holds operands in the buffers that its pipelines take, and no tile without any', () => {
    const roomy = mapOperator(gemm(4096), board({ pipelines: [pipeline(8)] }), 6);
    const { rows, columns } = roomy.tile;
    expect(2 * 64 * (rows + columns)).toBeLessThanOrEqual(60 * 4096);
    const bare = board({ pipelines: [pipeline(8, { uses: { luts: 20000, dsps: 512 } })] });
    expect(() => mapOperator(gemm(4096), bare, 6)).toThrow(/No tile of gemm fits/);
  });

  it('is refused where its pipelines or its channels contradict the board', () => {
    const codeOf = (build: () => Chip) => {
      try {
        build();
        return 'accepted';
      } catch (error) {
        if (!isUserError(error)) throw error;
        return error.problems[0]!.code;
      }
    };
    expect(codeOf(() => board({ pipelines: [pipeline(24)] }))).toBe('beyond-fabric');
    expect(codeOf(() => board({ memory: { channels: 16, bandwidth: '14.375 GB/s' } }))).toBe('contradictory-fabric');
    expect(codeOf(() => board({ pipelines: [pipeline(8)] }))).toBe('accepted');
  });
});
