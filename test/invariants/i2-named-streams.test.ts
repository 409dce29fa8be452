import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createStream, sha256Hex } from '../../src/foundation/index.js';
import { exponential, gamma, normal, poisson, zipf } from '../../src/foundation/numeric/distributions/index.js';

function draws(seed: number | string, name: string, run = 0): number[] {
  const stream = createStream(seed, name, run);
  return Array.from({ length: 20 }, () => stream.nextUint32());
}

describe('I2: named random streams', () => {
  it('gives the same draws whichever other streams exist and whenever they draw', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.nat(5)), { maxLength: 10 }), (others) => {
        const alone = draws(1, 'arrivals');
        const streams = others.map(([name]) => createStream(1, name));
        const watched = createStream(1, 'arrivals');
        const amongOthers: number[] = [];
        for (let i = 0; i < 20; i++) {
          for (const [index, [, count]] of others.entries())
            for (let k = 0; k < count; k++) streams[index]!.nextUint32();
          amongOthers.push(watched.nextUint32());
        }
        expect(amongOthers).toEqual(alone);
      }),
      { seed: 1 },
    );
  });

  it('gives other draws for another seed, name or run, also where their texts could be confused', () => {
    const keys: [number | string, string, number][] = [
      [1, 'a', 0],
      [2, 'a', 0],
      ['1', 'a', 0],
      [1, 'b', 0],
      [1, 'a', 1],
      [1, 'a,0', 0],
      [11, 'a', 0],
      [1, '1,a', 0],
      [-1, 'a', 0],
    ];
    const texts = keys.map(([seed, name, run]) => draws(seed, name, run).join());
    expect(new Set(texts).size).toBe(keys.length);
  });

  it('has streams of neighbouring runs that are uncorrelated', () => {
    const n = 2000;
    let product = 0;
    for (let run = 0; run < n; run++)
      product += (createStream(1, 'x', run).nextUniform() - 0.5) * (createStream(1, 'x', run + 1).nextUniform() - 0.5);
    // Each product has variance 1/144; four standard errors.
    expect(Math.abs(product / n)).toBeLessThan(4 / (12 * Math.sqrt(n)));
  });

  it('keeps the bits of every sampler: the hash of mixed draws recorded once must never change', () => {
    const stream = createStream('golden', 'mixed', 2);
    const values: number[] = [];
    for (let i = 0; i < 200; i++)
      values.push(
        exponential(stream, 2),
        normal(stream, 1, 3),
        gamma(stream, 0.7, 1),
        poisson(stream, 40),
        zipf(stream, 1.1, 500),
      );
    expect(sha256Hex(values.join())).toBe('adb549dcb79f803bc8a71baa9ed865c9aa085a5e05cf344bde4eb55793b2dbf0');
  });
});
