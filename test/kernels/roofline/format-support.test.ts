import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, type Chip, parseChip, resolveChip } from '../../../src/chips/index.js';
import { createDefaultCostModel, isRefusal } from '../../../src/kernels/index.js';
import { DTYPES, type Dtype, dtypeLayout } from '../../../src/workloads/index.js';

function chip(arrays: Record<string, unknown>): Chip {
  return parseChip('mine', {
    name: 'mine',
    vendor: 'me',
    kind: 'asic',
    architecture: 'mine',
    year: 2026,
    process: '5 nm',
    clock: '1 GHz',
    design: {
      arrays: { count: 16, rows: 128, columns: 128, macsPerCellCycle: { fp16: 1, fp8: 1, fp4: 2, int8: 1 }, ...arrays },
      scratchpad: { capacity: '64 MiB' },
      dram: {
        kind: 'hbm',
        technology: 'HBM3',
        channels: 4,
        channelBits: 1024,
        pinRate: '6.4 Gbit/s',
        channelCapacity: '16 GiB',
      },
      cooling: '10 W/mm^2',
    },
  });
}

const model = createDefaultCostModel([]);
const estimate = (on: Chip, m: number, dtype: Dtype) =>
  model.estimate(
    { kind: 'gemm', m, n: 8192, k: 8192, dtype },
    { chip: on, count: 1, topology: 'single' },
    { weightCopies: 6 },
  );
function cost(on: Chip, m: number, dtype: Dtype) {
  const found = estimate(on, m, dtype);
  if (isRefusal(found)) throw new Error(found.refused);
  return found;
}

const PLAIN = chip({});
const SKIPPING = chip({ sparsity: { kept: 2, of: 4 } });
const BLOCKED = chip({ blockElements: 16 });

describe('structured sparsity', () => {
  it('doubles the rate of large products and leaves 5/8 of the traffic of small ones', () => {
    const large = (dtype: Dtype) => cost(SKIPPING, 8192, dtype).seconds.value;
    expect(large('int8') / large('int8_2of4')).toBeGreaterThan(1.7);
    expect(large('int8') / large('int8_2of4')).toBeLessThanOrEqual(2);
    const small = (dtype: Dtype) => cost(SKIPPING, 1, dtype);
    expect(small('int8_2of4').bytes / small('int8').bytes).toBeCloseTo(0.625, 2);
    expect(small('int8_2of4').seconds.value).toBeLessThan(0.8 * small('int8').seconds.value);
  });

  it('counts the same operations and spends the energy of half of them', () => {
    const [dense, sparse] = [cost(SKIPPING, 8192, 'int8'), cost(SKIPPING, 8192, 'int8_2of4')];
    expect(sparse.flops).toBe(dense.flops);
    const cells = (one: typeof dense) => one.parts.find(({ name }) => name === 'matrix cells')!.joules;
    expect(cells(sparse) / cells(dense)).toBeCloseTo(0.5, 9);
  });

  it('is refused where the cells are not described to skip that pattern', () => {
    for (const on of [PLAIN, resolveChip(builtinCatalog(), 'h100-sxm'), resolveChip(builtinCatalog(), 'u280')])
      expect(estimate(on, 16, 'int8_2of4')).toHaveProperty('refused');
    expect(estimate(SKIPPING, 16, 'int8_1of4')).toHaveProperty('refused');
    expect(estimate(chip({ sparsity: { kept: 1, of: 4 } }), 16, 'int8_1of4')).not.toHaveProperty('refused');
  });
});

describe('block formats', () => {
  it('need cells that take a scale for each block, or for each part of one', () => {
    expect(estimate(PLAIN, 16, 'mxfp8')).toHaveProperty('refused');
    for (const dtype of ['nvfp4', 'mxfp4', 'mxfp8'] as const)
      expect(estimate(BLOCKED, 16, dtype)).not.toHaveProperty('refused');
    expect(estimate(chip({ blockElements: 32 }), 16, 'nvfp4')).toHaveProperty('refused');
    expect(estimate(resolveChip(builtinCatalog(), 'b200-sxm'), 16, 'nvfp4')).not.toHaveProperty('refused');
  });

  it('move a byte of scale for each block', () => {
    const bytes = (dtype: Dtype) => cost(BLOCKED, 1, dtype).bytes;
    expect(bytes('mxfp8') - bytes('fp8')).toBeCloseTo(8192 ** 2 / 32, 0);
    expect(bytes('mxfp4')).toBeLessThan(bytes('nvfp4'));
    expect(cost(BLOCKED, 8192, 'fp8').seconds.value / cost(BLOCKED, 8192, 'mxfp4').seconds.value).toBeGreaterThan(1.7);
  });

  it('and sparse ones are paths of a whole layer with a layout each', () => {
    for (const dtype of DTYPES) {
      const { weightBytes, sparsity, blockElements } = dtypeLayout(dtype);
      expect(weightBytes).toBeGreaterThan(0);
      expect(sparsity === null || sparsity.kept < sparsity.of).toBe(true);
      expect(blockElements === null || blockElements > 1).toBe(true);
    }
  });
});
