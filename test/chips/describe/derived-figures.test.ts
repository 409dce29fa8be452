import { describe, expect, it } from '@jest/globals';
import { derivedFigures } from '../../../src/chips/describe/derived-figures.js';
import { builtinCatalog, checkChip, parseChip, resolveChip } from '../../../src/chips/index.js';

/**
 * Published figures that arithmetic on the published structure does not give to within 3 %, in per cent. Blackwell's
 * matrix rates are quoted at clocks that are not published, and its memory below the pin rate of the devices; what a core of
 * a WSE-3 does each cycle is not published.
 */
const DIFFERENCES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'b200-sxm': {
    'rates.matrix.tf32': -5.6,
    'rates.matrix.fp16': -5.6,
    'rates.matrix.fp8': -5.6,
    'rates.matrix.fp4': -5.6,
    'rates.matrix.int8': -5.6,
    'memory.bandwidth': -6,
  },
  'b300-sxm': {
    'rates.matrix.tf32': -5.5,
    'rates.matrix.fp16': -3.3,
    'rates.matrix.fp8': -3.3,
    'rates.matrix.int8': 5.5,
    'rates.simt.fp32': 3.1,
    'memory.bandwidth': -5.4,
  },
  'cerebras-wse-3': { 'rates.matrix.fp16': -11.6 },
};

/** Chips of which nothing published implies the bandwidth: memory on the die, or pin rates that the maker keeps. */
const NO_BANDWIDTH = [
  'cerebras-wse-2',
  'cerebras-wse-3',
  'dmatrix-corsair',
  'etched-sohu',
  'graphcore-gc200',
  'groq-lpu',
  'knl7250-cpu',
  'sambanova-sn40l',
  'taalas-hc1',
  'tpu-v2',
  'tpu-v3',
  'tpu-v4',
  'tpu-v4i',
  'tpu-v5e',
  'tpu-v5p',
  'tpu-v6e',
  'tpu-v7',
  'trainium2',
  'trainium3',
];

const chips = [...builtinCatalog().chips.values()];

describe('the published figures of the catalog', () => {
  it('follow from the published structure within 3 %, or the difference is listed', () => {
    const found = Object.fromEntries(
      chips.flatMap((chip) => {
        const off = derivedFigures(chip)
          .filter((figure) => figure.kind === 'exact' && Math.abs(figure.stated / figure.derived - 1) > 0.03)
          .map((figure) => [figure.name, Math.round(1000 * (figure.stated / figure.derived - 1)) / 10]);
        return off.length === 0 ? [] : [[chip.id, Object.fromEntries(off)]];
      }),
    );
    expect(found).toEqual(DIFFERENCES);
  });

  it('have each difference among the remarks of `chips check`', () => {
    for (const chip of chips) {
      const remarks = checkChip(chip).remarks.filter(({ code }) => code === 'differs-from-structure');
      expect([chip.id, remarks.length]).toEqual([chip.id, Object.keys(DIFFERENCES[chip.id] ?? {}).length]);
    }
  });

  it('say of which chips nothing implies the bandwidth, and give board power and cost by the models of all others', () => {
    const silent = chips.filter((chip) => chip.design === null && chip.structure?.bitsPerPinSec == null);
    expect(silent.map(({ id }) => id)).toEqual(NO_BANDWIDTH);
    for (const chip of silent)
      expect(checkChip(chip).remarks.some(({ text }) => text.includes('the memory bandwidth'))).toBe(true);
    const powered = chips.filter((chip) => derivedFigures(chip).some(({ name }) => name === 'tdp'));
    const multiplies = ({ design, matrixRates, simtRates }: (typeof chips)[number]) =>
      design === null && (matrixRates.fp16 !== null || simtRates.fp32 !== null);
    expect(powered.length).toBe(chips.filter(multiplies).length);
  });

  it('of a chip with a floor plan follow from that alone', () => {
    for (const chip of chips.filter(({ design }) => design !== null)) {
      expect(derivedFigures(chip)).toEqual([]);
      expect([chip.id, checkChip(chip).remarks]).toEqual([chip.id, []]);
    }
  });
});

describe('a derived figure', () => {
  it('is cores x multiply-accumulates x clock, cores x lanes x clock, and bus x pin rate', () => {
    const chip = parseChip('mine', {
      name: 'mine',
      vendor: 'me',
      kind: 'gpu',
      architecture: 'mine',
      year: 2026,
      process: '5 nm',
      cores: 10,
      clock: '2 GHz',
      rates: { matrix: { fp16: '40 TFLOP/s' }, simt: { fp32: '3 TFLOP/s' } },
      memory: { kind: 'gddr', capacity: '8 GiB', bandwidth: '500 GB/s' },
      tdp: '100 W',
      structure: {
        memoryBus: 256,
        pinRate: '16 Gbit/s',
        macsPerCore: { fp16: 1024 },
        lanesPerCore: 64,
        matrixClock: '1 GHz',
        source: 'a test',
      },
    });
    const derived = Object.fromEntries(derivedFigures(chip).map((figure) => [figure.name, figure.derived]));
    expect(derived['rates.matrix.fp16']).toBe(10 * 1024 * 2 * 1e9);
    expect(derived['rates.simt.fp32']).toBe(10 * 64 * 2 * 2e9);
    expect(derived['memory.bandwidth']).toBeCloseTo((256 * 16e9) / 8, 0);
    expect(checkChip(chip).remarks.filter(({ code }) => code === 'differs-from-structure').length).toBe(2);
  });

  it('of power is the matrix units at their peak beside idle: 680 W of the 700 W of an H100', () => {
    const tdp = derivedFigures(resolveChip(builtinCatalog(), 'h100-sxm')).find(({ name }) => name === 'tdp')!;
    expect(tdp.kind).toBe('model');
    expect(tdp.derived).toBeGreaterThan(600);
    expect(tdp.derived).toBeLessThan(760);
  });
});
