import { describe, expect, it } from '@jest/globals';
import type { Chip } from '../../src/chips/chip/chip.js';
import type { Figure } from '../../src/chips/chip/chip-parts.js';
import { builtinCatalog, findChip, peakOpsPerSec, resolveChip } from '../../src/chips/index.js';
import { isUserError } from '../../src/foundation/index.js';

const catalog = builtinCatalog();

function figuresOf(value: unknown): Figure[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('confidence' in value) return [value as Figure];
  return Object.values(value).flatMap(figuresOf);
}

describe('the catalog', () => {
  it('parses whole and holds all chips of the fact base and of the device table', () => {
    expect(catalog.chips.size).toBeGreaterThanOrEqual(85);
    for (const [id, chip] of catalog.chips) expect(chip.id).toBe(id);
  });

  it('gives every figure a range around its value, a source and a confidence', () => {
    for (const chip of catalog.chips.values()) {
      const figures = figuresOf(chip);
      expect(figures.length).toBeGreaterThan(8);
      for (const figure of figures) {
        expect(figure.low).toBeGreaterThan(0);
        expect(figure.low).toBeLessThanOrEqual(figure.value);
        expect(figure.high).toBeGreaterThanOrEqual(figure.value);
        expect(figure.source.length).toBeGreaterThan(3);
      }
    }
  });

  it('never gives an unverified figure high confidence', () => {
    for (const chip of catalog.chips.values()) {
      for (const figure of figuresOf(chip).filter(({ source }) => source.startsWith('unverified'))) {
        expect([chip.id, figure.confidence]).not.toContain('high');
      }
    }
  });

  it('names no two chips alike', () => {
    const seen = new Map<string, string>();
    for (const chip of catalog.chips.values()) {
      for (const name of new Set(
        [chip.id, ...chip.aliases].map((alias) => alias.toLowerCase().replace(/[\s_-]+/g, '-')),
      )) {
        expect([name, seen.get(name) ?? chip.id]).toEqual([name, chip.id]);
        seen.set(name, chip.id);
      }
    }
  });

  it.each([
    ['A100-SXM-80GB', 'a100-sxm-80gb'],
    ['H100-SXM', 'h100-sxm'],
    ['L40S', 'l40s'],
    ['B200-SXM', 'b200-sxm'],
    ['A100-PCIE-40GB', 'a100-pcie-40gb'],
    ['A40', 'a40'],
    ['T4', 't4'],
    ['P100-PCIE-16GB', 'p100-pcie-16gb'],
    ['V100-PCIE-32GB', 'v100-pcie-32gb'],
    ['V100-DGX1-16GB', 'v100-dgx1-16gb'],
    ['MI100', 'mi100'],
    ['MI25', 'mi25'],
    ['TITANX-MAXWELL', 'titanx-maxwell'],
    ['KNL7250-CPU', 'knl7250-cpu'],
    ['H200-SXM', 'h200-sxm'],
    ['GB200', 'gb200'],
    ['B300-SXM', 'b300-sxm'],
    ['GB300', 'gb300'],
    ['RTX-PRO-6000-SE', 'rtx-pro-6000-se'],
    ['L4', 'l4'],
    ['P4', 'p4'],
    ['MI210', 'mi210'],
    ['MI250X', 'mi250x'],
    ['MI300X', 'mi300x'],
    ['MI325X', 'mi325x'],
    ['MI355X', 'mi355x'],
  ])('knows %s of the timing tables as %s', (alias, id) => {
    expect(resolveChip(catalog, alias).id).toBe(id);
  });

  // Dense peaks: ai-dynamo/aiconfigurator@095f58a system files; fp32: sitar-lab/NeuSight@6945927 device configurations.
  it.each([
    ['a100-sxm-80gb', { fp16: 312, int8: 624 }, 19.49, 2039],
    ['h100-sxm', { fp16: 989, fp8: 1978, int8: 1978 }, 66.91, 3350],
    ['l40s', { fp16: 362.05, fp8: 733, int8: 733 }, 91.6, 864],
    ['b200-sxm', { fp16: 2250, fp8: 4500, fp4: 9000, int8: 4500 }, 75, 7700],
    ['h200-sxm', { fp16: 989, fp8: 1978, int8: 1978 }, 66.9, 4800],
    ['b300-sxm', { fp16: 2250, fp8: 4500, fp4: 14000, int8: 153.5 }, 75, 7750],
    ['t4', { fp16: 65.1, int8: 130 }, 8.14, 320],
    ['mi100', { fp32: 46.1, fp16: 184.6 }, 23.1, 1230],
  ])('gives %s its published peaks', (id, matrix, simtFp32, gigabytesPerSec) => {
    const chip = resolveChip(catalog, id);
    for (const [rate, tera] of Object.entries(matrix)) {
      const peak = peakOpsPerSec(chip, rate as keyof Chip['matrixRates']);
      expect(peak?.datapath).toBe('matrix');
      expect(peak!.opsPerSec / 1e12).toBeCloseTo(tera as number, 9);
    }
    expect(chip.simtRates.fp32!.value / 1e12).toBeCloseTo(simtFp32, 9);
    expect(chip.memory.bandwidthBytesPerSec.value).toBe(gigabytesPerSec * 1e9);
  });

  it('reaches the vector rate of NVIDIA and AMD chips by lanes x 2 x clock within 12 %', () => {
    for (const chip of catalog.chips.values()) {
      if (chip.kind !== 'gpu' || chip.simtRates.fp32 === null) continue;
      const lanes = chip.simtRates.fp32.value / (2 * chip.coreCount.value * chip.clockHz.value);
      const nearest = [64, 128].reduce((best, option) =>
        Math.abs(option - lanes) < Math.abs(best - lanes) ? option : best,
      );
      expect([chip.id, Math.abs(lanes / nearest - 1) < 0.12]).toEqual([chip.id, true]);
    }
  });

  it('runs fp16 on the vector datapath where a chip has no matrix datapath', () => {
    expect(peakOpsPerSec(resolveChip(catalog, 'p100-pcie-16gb'), 'fp16')).toMatchObject({
      datapath: 'simt',
      opsPerSec: 18.7e12,
    });
    expect(peakOpsPerSec(resolveChip(catalog, 'etched-sohu'), 'fp16')).toBeNull();
  });

  it('keeps the memory of the Alveo U280 to its 8 GB of HBM at 460 GB/s', () => {
    const { memory } = resolveChip(catalog, 'u280');
    expect(memory.capacityBytes.value).toBe(8 * 2 ** 30);
    expect(memory.bandwidthBytesPerSec.value).toBe(460e9);
  });

  it('prices the L40S at 8000 USD with low confidence', () => {
    expect(resolveChip(catalog, 'L40S').priceUsd).toMatchObject({ value: 8000, confidence: 'low' });
  });

  it('offers close names for an unknown chip', () => {
    expect(findChip(catalog, 'h10-sxm')).toBeNull();
    try {
      resolveChip(catalog, 'h10-sxm');
      throw new Error('resolved');
    } catch (error) {
      expect(isUserError(error)).toBe(true);
      expect(String(error)).toContain('h100-sxm');
    }
  });
});
