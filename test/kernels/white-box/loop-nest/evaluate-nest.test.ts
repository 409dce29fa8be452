import { describe, expect, it } from '@jest/globals';
import { evaluateNest } from '../../../../src/kernels/white-box/loop-nest/evaluate-nest.js';
import { machine, mapping, product, storage } from './nest-fixture.js';

const stationary = mapping(
  ['Main', 'A B Z', 'for M in [0:8)', 'for K in [0:2)', 'for N in [0:4)'],
  ['Buffer', 'A B Z'],
);
const problem = product(8, 4, 2);

describe('evaluateNest', () => {
  it('takes one step a cycle where no memory limits it', () => {
    const run = evaluateNest(problem, machine([storage('Main'), storage('Buffer')]), stationary, null);
    expect(run).toMatchObject({ macs: 64, computeCycles: 64, cycles: 64, boundBy: 'mac', utilisation: 1 });
    expect(run.seconds).toBeCloseTo(64e-9, 15);
    expect(run.picojoules).toBeNull();
  });

  it('is bound by the slowest port: main memory reads 16 + 64 + 32 words and writes 64', () => {
    const at = (given: Parameters<typeof storage>[1]) =>
      evaluateNest(problem, machine([storage('Main', given), storage('Buffer')]), stationary, null);
    expect(at({ readWordsPerCycle: 0.5 })).toMatchObject({ cycles: 224, boundBy: 'Main' });
    expect(at({ writeWordsPerCycle: 0.5 })).toMatchObject({ cycles: 128, boundBy: 'Main' });
    expect(at({ sharedWordsPerCycle: 2 })).toMatchObject({ cycles: 88, boundBy: 'Main' });
    expect(at({ readWordsPerCycle: 3 })).toMatchObject({ cycles: 64, boundBy: 'mac' });
  });

  it('adds up energies per action, by the words that an access moves, and leakage by the cycle', () => {
    const energies = new Map([
      [
        'Main',
        new Map([
          ['read', 8],
          ['write', 9],
          ['update', 12],
          ['leak', 0],
        ]),
      ],
      [
        'Buffer',
        new Map([
          ['read', 1],
          ['write', 2],
          ['update', 3],
          ['leak', 0.5],
        ]),
      ],
      ['mac', new Map([['compute', 0.25]])],
    ]);
    const run = evaluateNest(
      problem,
      machine([storage('Main', { wordsPerAccess: 4 }), storage('Buffer')]),
      stationary,
      energies,
    );
    const [main, buffer, mac] = run.levels;
    expect(main?.dynamicPicojoules).toBe(((16 + 64 + 32) * 8 + 64 * 12) / 4);
    // A: 64 reads, 16 fills; B: 64 and 64; Z: 64 updates and no old sum.
    expect(buffer?.dynamicPicojoules).toBe(128 * 1 + 80 * 2 + 64 * 3);
    expect(buffer?.leakagePicojoules).toBe(32);
    expect(mac?.dynamicPicojoules).toBe(16);
    expect(run.picojoulesPerMac).toBe((416 + 480 + 32 + 16) / 64);
  });

  it('names every energy that the table lacks', () => {
    const energies = new Map([['Main', new Map([['read', 1]])]]);
    expect(() => evaluateNest(problem, machine([storage('Main'), storage('Buffer')]), stationary, energies)).toThrow(
      /Main\.update[\s\S]*Buffer\.read[\s\S]*mac\.compute/,
    );
  });
});

describe('a mapping that does not fit is refused', () => {
  const hierarchy = machine([storage('Main'), storage('Buffer', { capacityWords: 5 })]);
  const evaluate = (...levels: readonly (readonly string[])[]) =>
    evaluateNest(problem, hierarchy, mapping(...levels), null);

  it('with the arithmetic of the loops', () => {
    const short = () =>
      evaluateNest(problem, hierarchy, mapping(['Main', 'A B Z', 'for M in [0:4)', 'for X in [0:2)']), null);
    expect(short).toThrow(/M: Its loops run 4 = 4 rounds; the problem has 8[\s\S]*N: [\s\S]*K: [\s\S]*X: /);
  });

  it('with the words of tiles that exceed their memory', () => {
    const large = mapping(['Main', 'A B Z', 'for M in [0:8)'], ['Buffer', 'A B Z', 'for N in [0:4)', 'for K in [0:2)']);
    expect(() => evaluateNest(problem, hierarchy, large, null)).toThrow('A 2 + B 8 + Z 4 = 14 words; it holds 5');
  });

  it('with levels that are unknown, out of order or wider than the hardware', () => {
    const loops = ['for M in [0:8)', 'for K in [0:2)', 'for N in [0:4)'];
    expect(() => evaluate(['Main', 'A B Z', ...loops], ['Cache', ''])).toThrow('no such level');
    expect(() => evaluate(['Buffer', 'A B Z', ...loops], ['Main', ''])).toThrow('stands too late');
    expect(() => evaluate(['Main', 'A B', ...loops])).toThrow('does not keep Z');
    const wide = ['Main', 'A B Z', 'for M in [0:8) (Spatial-X)', 'for K in [0:2)', 'for N in [0:4)'];
    expect(() => evaluate(wide)).toThrow('8 x 1 instances');
  });

  it('where a stated tile is not that of the loops', () => {
    const wrong = {
      file: 'map.txt',
      levels: stationary.levels.map((level, index) => (index === 1 ? { ...level, kept: new Map([['A', 7]]) } : level)),
    };
    expect(() => evaluateNest(problem, hierarchy, wrong, null)).toThrow(
      'A is stated to take 7 words; its loops make 1',
    );
  });
});
