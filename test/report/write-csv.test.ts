import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText } from '../../src/report/tables/write-csv.js';

describe('csvText', () => {
  it('survives a round trip through a CSV reader, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string()), { minLength: 1 }), (rows) => {
        const records: string[][] = parse(csvText(['a', 'b'], rows), { relaxColumnCount: false });
        expect(records).toEqual([['a', 'b'], ...rows]);
      }),
    );
  });

  it('writes null as an empty cell and refuses ragged rows', () => {
    expect(csvText(['a', 'b'], [[null, 3n]])).toBe('a,b\n,3\n');
    expect(() => csvText(['a', 'b'], [[1]])).toThrow('a row of 1 cells');
  });
});
