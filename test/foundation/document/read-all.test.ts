import { describe, expect, it } from '@jest/globals';
import { readAll } from '../../../src/foundation/document/read-all.js';
import { UserError } from '../../../src/foundation/index.js';

const problem = (found: string) => ({ code: 'x', file: 'f', line: null, path: '', found, fix: '' });

describe('readAll', () => {
  it('gives every result', () => {
    expect(readAll([() => 1, () => 'a'] as const)).toEqual([1, 'a']);
  });

  it('throws the problems of all readers at once and other errors as they are', () => {
    const fail = (found: string) => () => {
      throw new UserError([problem(found)]);
    };
    expect(() => readAll([fail('one'), () => 1, fail('two')])).toThrow(/one[\s\S]*two/);
    const bug = () => {
      throw new RangeError('a bug');
    };
    expect(() => readAll([fail('one'), bug])).toThrow(RangeError);
  });
});
