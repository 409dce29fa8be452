import { describe, expect, it } from '@jest/globals';
import {
  FPGA_DECODE_ROWS,
  impliedEfficiency,
  predictedEfficiency,
} from '../../bench/fidelity/fpga-memory/implied-efficiency.js';
import { fabricClockHz, fitFabric } from '../../src/chips/chip/fpga-fabric.js';
import { parseChipFile } from '../../src/chips/index.js';
import { isUserError } from '../../src/foundation/index.js';

const none = { luts: 0, flipFlops: 0, bramBlocks: 0, uramBlocks: 0, dsps: 0 };
const fabric = {
  budget: { luts: 1e6, flipFlops: 2e6, bramBlocks: 2000, uramBlocks: 960, dsps: 9000 },
  topClockHz: 300e6,
  pipelines: [
    {
      name: 'matrix',
      count: 8,
      uses: { ...none, luts: 50_000, dsps: 512 },
      initiationInterval: 2,
      macsPerStart: 1024,
      format: 'int8' as const,
    },
  ],
  memoryChannels: 32,
  bytesPerChannelSec: 14.375e9,
};

const FILE = `name: Mine
vendor: me
kind: fpga
architecture: fabric
year: 2026
process: 16 nm
cores: 1
clock: 0.3 GHz
memory: { kind: hbm, capacity: 8 GiB, bandwidth: 460 GB/s }
tdp: 225 W
fabric:
  budget: { luts: 1000000, dsps: 9000 }
  topClock: 300 MHz
  memory: { channels: 32, bandwidth: 14.375 GB/s }
  pipelines:
    - { name: matrix, count: 24, uses: { luts: 20000, dsps: 512 }, macsPerStart: 1024 }
`;

describe('a fabric', () => {
  it('runs each pipeline once an initiation interval at the clock of its utilisation', () => {
    const fit = fitFabric(fabric);
    expect(fit.utilisation.dsps).toBeCloseTo(4096 / 9000, 12);
    expect(fit.clockHz).toBe(300e6);
    expect(fit.opsPerSec).toBe(2 * 8 * 512 * 300e6);
    expect(fit.memoryBytesPerSec).toBe(460e9);
  });

  it('slows as it fills and never speeds up', () => {
    expect(fabricClockHz(300e6, 1)).toBeCloseTo(200e6, 3);
    for (let share = 0; share < 1; share += 0.05) {
      expect(fabricClockHz(300e6, share + 0.05)).toBeLessThanOrEqual(fabricClockHz(300e6, share));
    }
  });

  it('is refused with its budget where the pipelines do not fit', () => {
    try {
      parseChipFile('mine.yaml', FILE, 'mine');
      throw new Error('parsed');
    } catch (error) {
      if (!isUserError(error)) throw error;
      expect(error.problems[0]).toMatchObject({ code: 'beyond-fabric', path: 'fabric', line: 11 });
      expect(error.problems[0]!.found).toContain('dsps 12288 of 9000');
    }
  });

  it('gives the rate of its pipelines where they fit', () => {
    const chip = parseChipFile('mine.yaml', FILE.replace('count: 24', 'count: 8'), 'mine');
    expect(chip.matrixRates.int8!.value).toBe(2 * 8 * 1024 * 300e6);
  });
});

describe('published decoding on FPGAs', () => {
  it('takes less than the bandwidth of its board', () => {
    for (const row of FPGA_DECODE_ROWS) {
      expect(impliedEfficiency(row)).toBeGreaterThan(0.2);
      expect(impliedEfficiency(row)).toBeLessThan(1);
    }
  });

  it('falls within the 90 % interval of the other rows for at least 4 of 5', () => {
    const inside = FPGA_DECODE_ROWS.filter((row) => {
      const others = FPGA_DECODE_ROWS.filter((other) => other !== row).map(impliedEfficiency);
      const { low, high } = predictedEfficiency(others);
      return impliedEfficiency(row) >= low && impliedEfficiency(row) <= high;
    });
    expect(inside.length).toBeGreaterThanOrEqual(4);
  });
});
