import { describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import {
  designFigures,
  importScaleSimChip,
  importTimeloopChip,
  parseChip,
  parseChipFile,
} from '../../../src/chips/index.js';
import { dramBytesPerSec } from '../../../src/chips/power/design-power.js';
import { createMappingCostModel, isRefusal } from '../../../src/kernels/index.js';

const CFG = `[general]
run_name = tpu-like
[architecture_presets]
ArrayHeight: 256
ArrayWidth: 256
IfmapSramSzkB: 6144
FilterSramSzkB: 6144
OfmapSramSzkB: 2048
Dataflow : os
Bandwidth : 10
`;
const STATED = new Map([
  ['clock', '700 MHz'],
  ['process', '28 nm'],
  ['memory.capacity', '8 GiB'],
]);

const ARCH = `architecture:
  version: 0.4
  nodes:
  - !Container { name: system, attributes: { technology: "45nm", global_cycle_seconds: 2e-9 } }
  - !Component { name: DRAM, class: DRAM, attributes: { width: 64, datawidth: 8, read_bandwidth: 4 } }
  - !Component { name: buffer, class: SRAM, attributes: { depth: 1024, width: 64, datawidth: 8 } }
  - !Component { name: fifo, class: SRAM, attributes: { depth: 8, width: 64, datawidth: 8 } }
  - !Container { name: PE, spatial: { meshX: 8, meshY: 4 } }
  - !Component { name: file, class: regfile, attributes: { depth: 16, width: 8, datawidth: 8 } }
  - !Component { name: mac, class: intmac, attributes: { multiplier_width: 8 } }
`;

describe('a SCALE-Sim configuration as a chip', () => {
  it('names every figure that it does not state, with the option that states it', () => {
    expect(() => importScaleSimChip('a.cfg', CFG, new Map())).toThrow(
      /clock: .*--set clock="700 MHz"[\s\S]*process: [\s\S]*memory\.capacity: .*--set memory\.capacity="8 GiB"/,
    );
  });

  it('is an array with the rate, the memories and the bandwidth of the file', () => {
    const chip = parseChip('a', importScaleSimChip('a.cfg', CFG, STATED));
    expect(chip.matrixRates.int8?.value).toBe(2 * 256 * 256 * 700e6);
    expect(chip.cache?.capacityBytes.value ?? chip.design?.scratchpad.bytes).toBe(14 * 2 ** 20);
    expect(chip.memory.bandwidthBytesPerSec.value).toBe(7e9);
    expect(chip.memory.bandwidthBytesPerSec.source).toBe('SCALE-Sim configuration a.cfg');
    expect(chip.memory.capacityBytes.source).toBe('stated at the import');
    expect(chip.design?.arrays).toMatchObject({
      count: 1,
      rows: 256,
      columns: 256,
      dataflow: 'os',
      doubleBuffered: false,
    });
    expect(chip.year).toBe(2011);
  });

  it('has its main memory off the chip, with the energy, the price and the interface of its kind, and the scratchpad as cache', () => {
    const chip = parseChip('a', importScaleSimChip('a.cfg', CFG, STATED));
    expect(chip.design?.dram).toMatchObject({ kind: 'ddr', channels: 1, bytesPerChannel: 8 * 2 ** 30 });
    expect(dramBytesPerSec(chip.design!)).toBeCloseTo(7e9, 0);
    expect(chip.cache?.capacityBytes.value).toBe(14 * 2 ** 20);
    const { cost, power } = designFigures(chip.design!);
    expect(cost.memoryUsd.value).toBeGreaterThan(0);
    expect(power.components.find(({ name }) => name === 'memory')?.watts.value).toBeGreaterThan(0);
    const op = { kind: 'elementwise', op: 'add', m: 4096, n: 8192, dtype: 'int8' } as const;
    const run = createMappingCostModel().estimate(op, { chip, count: 1, topology: 'single' }, { weightCopies: 1 });
    if (isRefusal(run)) throw new Error(run.refused);
    // Arrays share the die with static memory, where a byte takes some picojoules; DDR4 takes over 100 (energy-per-action).
    const memory = run.parts.find(({ name }) => name === 'memory')?.joules ?? 0;
    expect(memory / run.bytes).toBeGreaterThan(80e-12);
  });

  it('writes a file that reads back as the same chip', () => {
    const file = importScaleSimChip('a.cfg', CFG, STATED);
    expect(parseChipFile('a.yaml', stringify(file), 'a')).toEqual(parseChip('a', parse(JSON.stringify(file))));
  });

  it('takes entries of its design as they are, such as better cooling', () => {
    const hot = new Map([...STATED, ['process', '5 nm'], ['clock', '3 GHz']]);
    expect(() => parseChip('a', importScaleSimChip('a.cfg', CFG, hot))).toThrow('the cooling carries off 1.5 W/mm2');
    const cooled = new Map([...hot, ['design.cooling', '50 W/mm^2'], ['design.vectorLanes', '512']]);
    const chip = parseChip('a', importScaleSimChip('a.cfg', CFG, cooled));
    expect(chip.design).toMatchObject({ coolingWattsPerMm2: 50, vectorLanes: 512 });
  });

  it('refuses stated paths that are none, and figures of the wrong kind', () => {
    const with_ = (path: string, text: string) => () =>
      parseChip('a', importScaleSimChip('a.cfg', CFG, new Map([...STATED, [path, text]])));
    expect(with_('__proto__.x', '1')).toThrow('no path of a chip description');
    expect(with_('constructor', '1')).toThrow('no path of a chip description');
    expect(with_('a.b.c.d', '1')).toThrow('no path of a chip description');
    expect(with_('colour', 'red')).toThrow(/colour/);
    expect(with_('clock', '700 kg')).toThrow(/clock/);
    expect(with_('year', '1066')).toThrow(/year/);
  });
});

describe('a Timeloop architecture as a chip', () => {
  it('maps main memory, the largest shared memory, those of the units and the array, and says what it leaves out', () => {
    const chip = parseChip('a', importTimeloopChip('a.yaml', ARCH, new Map([['memory.capacity', '1 GiB']])));
    expect(chip.clockHz.value).toBe(500e6);
    expect(chip.processNm.value).toBe(45);
    expect(chip.memory.bandwidthBytesPerSec.value).toBe(2e9);
    expect(chip.matrixRates.int8?.value).toBe(2 * 32 * 500e6);
    expect(chip.design?.arrays).toMatchObject({ rows: 4, columns: 8 });
    expect(chip.design?.scratchpad.bytes).toBe(8192);
    expect(chip.notes).toContain('Scratchpad is buffer; local memory is file. Left out: fifo.');
  });

  it('names what it lacks and what has no counterpart', () => {
    expect(() => importTimeloopChip('a.yaml', ARCH, new Map())).toThrow(
      /memory\.capacity: The file does not state the size/,
    );
    const without = ARCH.replace(', read_bandwidth: 4', '')
      .replace(', global_cycle_seconds: 2e-9', '')
      .replace('technology: "45nm"', '');
    expect(() => importTimeloopChip('a.yaml', without.replace('{  }', '{}'), new Map())).toThrow(
      /clock: [\s\S]*process: [\s\S]*memory\.capacity: [\s\S]*memory\.bandwidth: /,
    );
    expect(() => importTimeloopChip('a.yaml', ARCH.replace('class: intmac', 'class: fpmac'), new Map())).toThrow(
      'Arithmetic of class fpmac has no rate',
    );
    const bare = ARCH.replace(/^.*name: (buffer|fifo).*\n/gm, '');
    expect(() => importTimeloopChip('a.yaml', bare, new Map())).toThrow('No memory on the chip is shared');
  });
});
