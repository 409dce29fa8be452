import { describe, expect, it } from '@jest/globals';
import { LazyMap } from '../../../src/foundation/record/lazy-map.js';

describe('LazyMap', () => {
  it('makes each value once, when it is first asked for', () => {
    const made: string[] = [];
    const map = new LazyMap(['b', 'a'], (key) => {
      made.push(key);
      return key.toUpperCase();
    });
    expect(map.size).toBe(2);
    expect(map.has('a')).toBe(true);
    expect(made).toEqual([]);
    expect([map.get('a'), map.get('a'), map.get('c')]).toEqual(['A', 'A', undefined]);
    expect(made).toEqual(['a']);
    expect([...map]).toEqual([
      ['b', 'B'],
      ['a', 'A'],
    ]);
    expect(made).toEqual(['a', 'b']);
  });

  it('reads like a map', () => {
    const map = new LazyMap(['x', 'y'], (key) => key.length);
    const seen: unknown[] = [];
    map.forEach((value, key) => {
      seen.push([key, value]);
    });
    expect(seen).toEqual([...map.entries()]);
    expect([...map.keys()]).toEqual(['x', 'y']);
    expect([...map.values()]).toEqual([1, 1]);
  });
});
