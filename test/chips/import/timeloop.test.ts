import { describe, expect, it } from '@jest/globals';
import { importTimeloopArchitecture } from '../../../src/chips/import/timeloop-architecture.js';
import { importTimeloopEnergy } from '../../../src/chips/import/timeloop-energy.js';

const NESTED = `architecture:
  version: 0.4
  nodes:
  - !Container
    name: system
    attributes: { technology: "45nm" }
  - !Component
    name: DRAM
    class: DRAM
    attributes: { width: 64, datawidth: 8 }
  - !Container
    name: column
    spatial: { meshX: 4 }
  - !Container
    name: PE
    spatial: { meshY: 3 }
  - !Parallel
    nodes:
    - !Component
      name: weights
      class: regfile
      attributes: { depth: 10, width: 16, datawidth: 8, read_bandwidth: 2 }
    - !Component
      name: sums
      class: regfile
      attributes: { depth: 6, width: 16, datawidth: 16, multiple_buffering: 2 }
  - !Component
    name: mac
    class: intmac
    attributes: { multiplier_width: 8 }
`;

const FLAT = `architecture:
  version: '0.4'
  local:
  - { name: 'system.DRAM[1..1]', class: DRAM, attributes: { width: 64, datawidth: 8, technology: 'SET ME' } }
  - { name: 'system.inter_PE_spatial[1..4]', class: dummy_storage, attributes: { width: 1, depth: 1, datawidth: 1 } }
  - { name: 'system.mac[1..12]', class: intmac, attributes: { meshX: 4, meshY: 3, global_cycle_seconds: 1e-9 } }
`;

const read = (text: string) => importTimeloopArchitecture('folder/a.yaml', text);

describe('importTimeloopArchitecture', () => {
  it('reads nested memories with the instances and attributes of the containers around them', () => {
    const { name, levels, fanouts, compute, processNm } = read(NESTED);
    expect(name).toBe('a');
    expect(
      levels.map(({ name, instances, capacityWords, wordsPerAccess }) => [
        name,
        instances,
        capacityWords,
        wordsPerAccess,
      ]),
    ).toEqual([
      ['DRAM', 1, null, 8],
      ['weights', 12, 20, 2],
      ['sums', 12, 6, 1],
    ]);
    expect(levels[2]?.copies).toBe(2);
    expect(levels[1]?.readWordsPerCycle).toBe(2);
    expect(fanouts).toEqual(['inter_system_spatial', 'inter_column_spatial', 'inter_PE_spatial']);
    expect(compute).toEqual({ name: 'mac', className: 'intmac', instances: 12, meshX: 4, meshY: 3, bits: 8 });
    expect(processNm).toBe(45);
  });

  it('reads a flattened file by the bare names of its instances', () => {
    const { levels, fanouts, compute, cycleSec, processNm } = read(FLAT);
    expect(levels.map(({ name }) => name)).toEqual(['DRAM']);
    expect(fanouts).toEqual(['inter_PE_spatial']);
    expect(compute).toMatchObject({ name: 'mac', instances: 12, bits: null });
    expect([cycleSec, processNm]).toEqual([1e-9, null]);
  });

  it('names what is missing, and refuses formulas, other tags and older versions with their line', () => {
    expect(() => read(NESTED.replace('depth: 10, ', ''))).toThrow(
      /a\.yaml:20: .*weights of class regfile has no depth/,
    );
    expect(() => read(NESTED.replace('depth: 10', 'depth: rows*2'))).toThrow(/weights: depth is "rows\*2"/);
    expect(() => read(NESTED.replace('!Parallel', '!Elsewhere'))).toThrow(/a\.yaml:17/);
    expect(() => read('architecture:\n  version: 0.3\n  subtree: []\n')).toThrow('neither nodes nor local');
    expect(() => read(NESTED.replace('multiplier_width: 8', 'depth: 4'))).toThrow('mac, is a memory');
  });

  it('refuses hostile text with a line, in bounded time', () => {
    expect(() => read('architecture: [')).toThrow(/a\.yaml/);
    expect(() => read(`architecture:\n  nodes: ${'['.repeat(100_000)}`)).toThrow('nests deeper');
    expect(() =>
      read(
        `a: &a [1,1,1,1,1,1,1,1,1]\n${'bcdefgh'
          .split('')
          .map((k, i) => `${k}: &${k} [${`*${'abcdefgh'[i]},`.repeat(9)}]`)
          .join('\n')}`,
      ),
    ).toThrow();
  });
});

describe('importTimeloopEnergy', () => {
  it('reads energies by bare component name', () => {
    const text =
      'ERT_summary:\n  version: 0.4\n  table_summary:\n  - { name: "top.mac[1..4]", actions: [{ name: compute, energy: 0.25 }] }\n';
    expect(importTimeloopEnergy('e.yaml', text).get('mac')?.get('compute')).toBe(0.25);
    expect(() => importTimeloopEnergy('e.yaml', text.replace('0.25', '-1'))).toThrow(/e\.yaml:4/);
    expect(() => importTimeloopEnergy('e.yaml', 'ERT:\n  tables: []\n')).toThrow('ERT_summary');
  });
});
