import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from '../../../src/foundation/index.js';

describe('canonicalJson', () => {
  it('sorts keys, writes bigint as text and leaves out undefined members', () => {
    expect(canonicalJson({ b: 1, a: [true, 2n], c: undefined })).toBe('{"a":[true,"2"],"b":1}');
  });

  it('writes maps and typed arrays as what they hold', () => {
    expect(canonicalJson({ m: new Map([['z', 1]]), f: Float64Array.of(0.1, -0) })).toBe('{"f":[0.1,0],"m":{"z":1}}');
  });

  it('parses back to the same value whatever the order of the keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value).replaceAll('-0,', '0,')));
        const reversed = JSON.parse(text, (_key, member) =>
          member !== null && typeof member === 'object' && !Array.isArray(member)
            ? Object.fromEntries(Object.entries(member).reverse())
            : member,
        );
        expect(canonicalJson(reversed)).toBe(text);
      }),
      { seed: 1 },
    );
  });

  it.each([
    [{ a: [1, { b: Number.NaN }] }, 'the number NaN at a[1].b'],
    [Number.POSITIVE_INFINITY, 'the number Infinity at the root'],
    [[undefined], 'a value of type undefined at [0]'],
    [{ f: () => 1 }, 'a value of type function at f'],
    [{ d: new Date(0) }, 'an object of kind Date at d'],
    [{ m: new Map([[1, 2]]) }, 'a map with keys that are no text at m'],
  ])('refuses %p with the path', (value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });

  it('refuses cycles and class instances but accepts a value that occurs twice', () => {
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    expect(() => canonicalJson(cycle)).toThrow('contains itself at self');
    class Thing {}
    expect(() => canonicalJson(new Thing())).toThrow('an object of kind Object');
    const shared = { x: 1 };
    expect(canonicalJson([shared, shared])).toBe('[{"x":1},{"x":1}]');
  });
});
