import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { builtinCatalog, checkChip, resolveChip } from '../../src/chips/index.js';
import { describeCheck, describeChip, listChips } from '../../src/cli/chip-text.js';
import { resolveChipArgument } from '../../src/cli/resolve-chip.js';

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
