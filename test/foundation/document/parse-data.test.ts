import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { parseData, parseDocument } from '../../../src/foundation/document/document.js';
import { quantity } from '../../../src/foundation/document/document-fields.js';
import { isUserError } from '../../../src/foundation/index.js';

const board = z.strictObject({ power: quantity('watt'), fans: z.array(z.int()).default([]) });
const cable = z.strictObject({ length: z.number() });

describe('plain data read against a schema', () => {
  it('gives what the same text gives, both as read and as written, and keeps neither open to later changes', () => {
    const data = { power: '700 W', fans: [1, 2] };
    const { value, written } = parseData('board', data, board);
    const fromText = parseDocument('board.yaml', 'power: 700 W\nfans: [1, 2]\n', board);
    expect(value).toEqual(fromText.value);
    expect(written).toEqual(fromText.written);
    data.fans[0] = 9;
    expect(written).toEqual({ power: '700 W', fans: [1, 2] });
    expect(Object.isFrozen(value) && Object.isFrozen(value.fans) && Object.isFrozen(written)).toBe(true);
  });

  it('names every problem by its place, without a line', () => {
    try {
      parseData('board', { power: '3 GB', fans: [1.5], colour: 'red' }, board);
      throw new Error('was read');
    } catch (error) {
      if (!isUserError(error)) throw error;
      expect(error.problems.map(({ file, line, path }) => [file, line, path]).sort()).toEqual([
        ['board', null, 'colour'],
        ['board', null, 'fans[0]'],
        ['board', null, 'power'],
      ]);
    }
  });

  it('may choose the schema by the data, as a text may', () => {
    const either = (data: unknown) => (Object.hasOwn(data as object, 'length') ? cable : board);
    expect(parseData('cable', { length: 2 }, either).value).toEqual({ length: 2 });
    expect(parseDocument('cable.yaml', 'length: 2\n', either).value).toEqual({ length: 2 });
    expect(() => parseData('board', { power: 2 }, either)).toThrow(/power/);
  });
});
