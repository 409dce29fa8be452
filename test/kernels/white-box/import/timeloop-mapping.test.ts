import { describe, expect, it } from '@jest/globals';
import { importTimeloopMapping } from '../../../../src/kernels/white-box/import/timeloop-mapping.js';

const read = (text: string) => importTimeloopMapping('map.txt', text);

describe('importTimeloopMapping', () => {
  it('reads levels with their tiles and loops, also where two memories share their loops', () => {
    const mapping = read(
      '\uFEFFDRAM [ A:4 (4) Z:2 (2) ] \r\n-----\r\n| for M in [0:2)\r\n|   for K in [0:3) (Spatial-Y)\r\n\r\nx [ A:1 (1) ] \r\ny [ ] \r\n--\r\n|     << Compute >>\r\n',
    );
    expect(mapping.levels.map(({ name }) => name)).toEqual(['DRAM', 'x', 'y']);
    expect([...(mapping.levels[0]?.kept ?? [])]).toEqual([
      ['A', 4],
      ['Z', 2],
    ]);
    expect(mapping.levels[0]?.loops).toEqual([
      { dimension: 'M', bound: 2, axis: 'time' },
      { dimension: 'K', bound: 3, axis: 'y' },
    ]);
  });

  it('reports every line that it cannot read, with its number', () => {
    const text = 'DRAM [ A=4 ]\nfor M in [0:0)\nfor M in [0:5,3)\nsomething\n';
    expect(() => read(text)).toThrow(
      /map\.txt:1: .*unknown way[\s\S]*map\.txt:2:[\s\S]*map\.txt:3: .*shorter last round[\s\S]*map\.txt:4:/,
    );
    expect(() => read('for M in [0:4)\n')).toThrow('before any level');
    expect(() => read('')).toThrow('no levels');
  });

  it('reads a huge file no further than it must', () => {
    expect(() => read('x\n'.repeat(1_000_000))).toThrow('more than 10000 lines');
  });
});
