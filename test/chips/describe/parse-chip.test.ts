import { describe, expect, it } from '@jest/globals';
import { checkChip, parseChip, parseChipFile } from '../../../src/chips/index.js';
import type { Problem } from '../../../src/foundation/index.js';

const SHORT = `name: Short
vendor: me
kind: asic
architecture: mine
year: 2026
process: 7 nm
clock: 1 GHz
design:
  arrays: { count: 16, rows: 128, columns: 128, macsPerCellCycle: { int8: 1 } }
  vectorLanes: 1024
  scratchpad: { capacity: 64 MiB, banks: 64, bankWidth: 64 B }
  pcieLanes: 16
`;

const GPU = `name: Mine
vendor: me
kind: gpu
architecture: hopper
year: 2026
sources: { sheet: 'Data sheet of my chip, page 3' }
source: my notes
confidence: medium
process: 4 nm
cores: 100
clock: 1.5 GHz
rates:
  matrix:
    fp16: { value: 400 TFLOP/s, source: sheet, confidence: high }
memory: { kind: hbm, capacity: 64 GiB, bandwidth: { value: 3 TB/s, low: 2.8 TB/s, high: 3.2 TB/s } }
tdp: 500 W
`;

function problemsOf(text: string): readonly Problem[] {
  try {
    parseChipFile('chips/x.yaml', text, 'x');
  } catch (error) {
    return (error as { problems: readonly Problem[] }).problems;
  }
  return [];
}

describe('a chip file', () => {
  it('takes plain quantities and figures with their own source, and completes the rest', () => {
    const chip = parseChipFile('mine.yaml', GPU, 'mine');
    expect(chip.matrixRates.fp16).toEqual({
      value: 400e12,
      low: 400e12,
      high: 400e12,
      source: 'Data sheet of my chip, page 3',
      confidence: 'high',
    });
    expect(chip.tdpW).toEqual({ value: 500, low: 475, high: 525, source: 'my notes', confidence: 'medium' });
    expect(chip.memory.bandwidthBytesPerSec).toMatchObject({ value: 3e12, low: 2.8e12, high: 3.2e12 });
    expect(chip.matrixRates.fp8).toBeNull();
    expect(chip.priceUsd).toBeNull();
    expect(chip.idleW.confidence).toBe('low');
    expect(chip.idleW.source).toContain('assumption');
  });

  it('describes a whole chip in twelve lines where a design decides the figures', () => {
    const chip = parseChipFile('short.yaml', SHORT, 'short');
    expect(chip.matrixRates.int8!.value).toBe(16 * 128 * 128 * 2e9);
    expect(chip.coreCount.value).toBe(16);
    expect(chip.memory.kind).toBe('sram');
    expect(chip.priceUsd!.value).toBeGreaterThan(100);
    expect(checkChip(chip).remarks).toEqual([]);
  });

  it('lets a stated figure win over the design and remarks on the difference', () => {
    const chip = parseChipFile('short.yaml', `${SHORT}tdp: 40 W\n`, 'short');
    expect(chip.tdpW.value).toBe(40);
    expect(checkChip(chip).remarks.map(({ code }) => code)).toEqual(['differs-from-design']);
  });

  it('reports every problem at once, each with its line', () => {
    const text = GPU.replace('1.5 GHz', '3 H')
      .replace('value: 400', 'value: -400')
      .replace('tdp: 500 W', 'tdp: { value: 500 W, low: 600 W }\nprize: 3 USD');
    const problems = problemsOf(text);
    expect(problems.map(({ line, path, code }) => [line, path, code])).toEqual([
      [11, 'clock', 'bad-quantity'],
      [14, 'rates.matrix.fp16.value', 'out-of-range'],
      [16, 'tdp', 'range-excludes-value'],
      [17, 'prize', 'unknown-key'],
    ]);
    expect(problems[3]!.fix).toContain('price');
  });

  it('names a misspelt key inside a figure', () => {
    const [problem] = problemsOf(GPU.replace('low: 2.8', 'lo: 2.8'));
    expect(problem).toMatchObject({ line: 15, path: 'memory.bandwidth.lo', code: 'unknown-key' });
  });

  it('asks for what neither the file nor a design supplies', () => {
    const problems = problemsOf(GPU.replace(/^memory.*\n/m, '').replace(/^cores.*\n/m, ''));
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['cores', 'missing-key'],
      ['memory', 'missing-key'],
    ]);
  });

  it('refuses a zero figure and a die beyond one exposure, showing the arithmetic', () => {
    expect(problemsOf(GPU.replace('tdp: 500 W', 'tdp: 0 W'))[0]).toMatchObject({ path: 'tdp', code: 'out-of-range' });
    const [problem] = problemsOf(SHORT.replace('count: 16', 'count: 400'));
    expect(problem).toMatchObject({ path: 'design', code: 'beyond-reticle', line: 8 });
    expect(problem!.found).toContain('matrix cells');
  });

  it('is refused the same way when it was parsed before', () => {
    expect(() => parseChip('x', { name: 'X' })).toThrow('x.yaml');
  });
});
