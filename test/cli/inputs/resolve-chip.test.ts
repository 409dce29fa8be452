import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtinCatalog, checkChip, resolveChip } from '../../../src/chips/index.js';
import { describeCheck, describeChip, listChips } from '../../../src/cli/chips/chip-text.js';
import { resolveChipArgument } from '../../../src/cli/inputs/resolve-chip.js';

const CHIP = `name: Own
vendor: me
kind: gpu
architecture: hopper
year: 2026
process: 4 nm
cores: 10
clock: 1 GHz
memory: { kind: hbm, capacity: 8 GiB, bandwidth: 1 TB/s }
tdp: 100 W
`;

describe('the chip that an argument names', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'chip-'));
    mkdirSync(join(folder, 'chips'));
    writeFileSync(join(folder, 'chips', 'mine.yaml'), CHIP);
    writeFileSync(join(folder, 'chips', 'h100-sxm.yaml'), CHIP);
    writeFileSync(join(folder, 'other.yaml'), CHIP);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is a file where it has a slash or a known ending', () => {
    expect(resolveChipArgument(join(folder, 'other.yaml'))).toMatchObject({ id: 'other', name: 'Own' });
  });

  it('is a file of the chips folder before the catalog, and the catalog by alias otherwise', () => {
    expect(resolveChipArgument('mine', folder).name).toBe('Own');
    expect(resolveChipArgument('h100-sxm', folder).name).toBe('Own');
    expect(resolveChipArgument('H200-SXM', folder).id).toBe('h200-sxm');
  });

  it('may be a file of another tool, told by its contents, also as the parent of a variant', () => {
    const device = {
      frequency_Hz: 1e9,
      compute_chiplet_count: 1,
      compute_chiplet: {
        core_count: 16,
        process_node: '7nm',
        core: {
          sublane_count: 1,
          systolic_array: { array_width: 16, array_height: 16, data_type: 'fp16', mac_per_cycle: 1 },
          vector_unit: { int32_count: 16, fp32_count: 16 },
          SRAM_KB: 128,
        },
      },
      memory_protocol: 'HBM2e',
      io: {
        global_buffer_MB: 8,
        global_buffer_bandwidth_per_cycle_byte: 512,
        memory_channel_active_count: 1,
        pin_count_per_channel: 1024,
        bandwidth_per_pin_bit: 3.2e9,
      },
      memory: { total_capacity_GB: 16 },
    };
    const link = { name: 'NVLink3', bandwidth_per_direction_byte: 25e9 };
    const hardware = { name: 'Small', interconnect: { link, link_count_per_device: 4 }, device };
    writeFileSync(join(folder, 'small.json'), JSON.stringify(hardware));
    const small = resolveChipArgument(join(folder, 'small.json'));
    expect(small).toMatchObject({ id: 'small', name: 'Small', architecture: 'llmcompass' });
    expect(small.matrixRates.fp16?.value).toBe(2 * 16 * 256 * 1e9);
    writeFileSync(join(folder, 'capped.yaml'), `extends: ${join(folder, 'small.json')}\nname: Capped\ntdp: 30 W\n`);
    const capped = resolveChipArgument(join(folder, 'capped.yaml'));
    expect([capped.name, capped.tdpW.value, capped.variantOf?.name]).toEqual(['Capped', 30, 'Small']);
    writeFileSync(join(folder, 'net.csv'), 'Layer,M,N,K\na,1,2,3\n');
    expect(() => resolveChipArgument(join(folder, 'net.csv'))).toThrow('SCALE-Sim topology, which holds no chip');
  });

  it('is refused with the file or the closest name', () => {
    expect(() => resolveChipArgument('nowhere.yaml', folder)).toThrow('does not exist');
    expect(() => resolveChipArgument('../chips', folder)).toThrow();
    expect(() => resolveChipArgument('l40z', folder)).toThrow('l40s');
  });
});

describe('chips in text', () => {
  const chip = (id: string) => resolveChip(builtinCatalog(), id);

  it('lists one row a chip with a dash for what it lacks', () => {
    const [header, rows] = listChips([chip('h100-sxm'), chip('etched-sohu')]);
    expect(rows.map((row) => row.length)).toEqual([header.length, header.length]);
    expect(rows[0]).toContain('989 TFLOP/s');
    expect(rows[1]).toContain('—');
  });

  it('shows every figure with its unit, range, source and confidence', () => {
    const text = describeChip(chip('b200-sxm'));
    expect(text).toMatch(/rates\.matrix\.fp4 +9 PFLOP\/s +high +\[\d\]/);
    expect(text).toMatch(/rates\.simt\.fp32 +75 TFLOP\/s +62 TFLOP\/s to 80 TFLOP\/s +medium/);
    expect(text).toMatch(/\[1\] \S/);
  });

  it('checks a design block by block', () => {
    const hypothetical = chip('hypo-7nm-lpddr');
    const text = describeCheck(hypothetical, checkChip(hypothetical));
    for (const word of ['matrix cells', 'scratchpad', 'good die', 'regulators', 'yield']) expect(text).toContain(word);
  });
});
