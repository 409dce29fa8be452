import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStream, RandomStream } from '../../../src/foundation/index.js';

/** xoshiro128** 1.1 in big integers, written from the published recurrence. */
function* reference(state: readonly number[]): Generator<number> {
  const mask = 0xffffffffn;
  const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & mask;
  let [a, b, c, d] = state.map(BigInt) as [bigint, bigint, bigint, bigint];
  for (;;) {
    yield Number((rotate((b * 5n) & mask, 7n) * 9n) & mask);
    const t = (b << 9n) & mask;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d, 11n);
  }
}

describe('RandomStream', () => {
  it('follows the published recurrence of xoshiro128**', () => {
    const word = fc.integer({ min: 1, max: 0xffffffff });
    fc.assert(
      fc.property(word, word, word, word, (a, b, c, d) => {
        const stream = new RandomStream(a, b, c, d);
        const expected = reference([a, b, c, d]);
        for (let i = 0; i < 50; i++) expect(stream.nextUint32()).toBe(expected.next().value);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('starts with the known draws of state 1, 2, 3, 4', () => {
    const stream = new RandomStream(1, 2, 3, 4);
    expect([stream.nextUint32(), stream.nextUint32(), stream.nextUint32(), stream.nextUint32()]).toEqual([
      11520, 0, 5927040, 70819200,
    ]);
  });

  it('refuses the one state that would only give zeros', () => {
    expect(() => new RandomStream(0, 0, 0, 0)).toThrow('all zeros');
  });

  it('keeps uniforms inside their intervals and fills all bins evenly', () => {
    const stream = createStream(7, 'uniforms');
    const bins = new Array<number>(64).fill(0);
    const n = 64_000;
    for (let i = 0; i < n; i++) {
      const u = i % 2 === 0 ? stream.nextUniform() : stream.nextOpenUniform();
      expect(u >= 0 && u < 1).toBe(true);
      bins[Math.floor(u * 64)]! += 1;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 99.9 % point of chi-square with 63 degrees of freedom.
    expect(chiSquare).toBeLessThan(103.4);
  });

  it('draws bounded integers without bias', () => {
    const stream = createStream(7, 'bounded');
    const counts = [0, 0, 0];
    for (let i = 0; i < 30_000; i++) counts[stream.nextBelow(3)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(300);
    expect(() => stream.nextBelow(0)).toThrow('1..2^32');
    expect(() => stream.nextBelow(1.5)).toThrow('1..2^32');
  });
});

describe('createStream', () => {
  it('keeps its bits: first draws recorded once must never change', () => {
    const stream = createStream(42, 'arrivals');
    expect([stream.nextUint32(), stream.nextUint32(), stream.nextUniform()]).toEqual([
      3730554720, 239499047, 0.2943978029390282,
    ]);
  });

  it('refuses seeds and runs that are no integers', () => {
    expect(() => createStream(0.5, 'a')).toThrow('integer');
    expect(() => createStream(1, 'a', -1)).toThrow('natural');
  });
});
