import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { accessCounts, type SpaceAccesses } from '../../../../src/kernels/white-box/loop-nest/access-counts.js';
import type { NestLoop, NestMapping } from '../../../../src/kernels/white-box/loop-nest/nest-mapping.js';
import { placeNest } from '../../../../src/kernels/white-box/loop-nest/placed-nest.js';
import type { NestProblem } from '../../../../src/workloads/index.js';
import { convolution, machine, mapping, product, storage } from './nest-fixture.js';

const two = machine([storage('Main'), storage('Buffer')]);
const eight = machine([storage('Main'), storage('Buffer', { meshX: 8, meshY: 8 })], 64);

function counts(
  problem: NestProblem,
  given: NestMapping,
  hierarchy = two,
): Record<string, Record<string, SpaceAccesses>> {
  const levels = accessCounts(placeNest(problem, hierarchy, given));
  return Object.fromEntries(
    levels.map(({ level, spaces }) => [level, Object.fromEntries(spaces.map((space) => [space.space, space]))]),
  );
}

describe('accesses of a product of 8 x 4 x 2', () => {
  it('without a buffer are one read of each operand a step, and one read less than updates a result', () => {
    const { Main } = counts(
      product(8, 4, 2),
      mapping(['Main', 'A B Z', 'for M in [0:8)', 'for N in [0:4)', 'for K in [0:2)']),
    );
    expect(Main?.A).toMatchObject({ reads: 64, fills: 0, updates: 0 });
    expect(Main?.B).toMatchObject({ reads: 64 });
    expect(Main?.Z).toMatchObject({ updates: 64, reads: 64 - 32 });
  });

  it('fetch an operand once where the loops that do not index it are innermost above the buffer', () => {
    const stationary = mapping(
      ['Main', 'A B Z', 'for M in [0:8)', 'for K in [0:2)', 'for N in [0:4)'],
      ['Buffer', 'A B Z'],
    );
    const { Main, Buffer } = counts(product(8, 4, 2), stationary);
    expect(Buffer?.A).toMatchObject({ tileWords: 1, visits: 16, fills: 16, reads: 64 });
    expect(Main?.A?.reads).toBe(16);
    expect(Main?.B?.reads).toBe(64);
    // Each result is visited twice, once a k: two updates, and one old sum read.
    expect(Main?.Z).toMatchObject({ updates: 64, reads: 32 });
    expect(Buffer?.Z).toMatchObject({ updates: 64, reads: 0 });
  });

  it('keep partial sums in the buffer where k runs within it', () => {
    const within = mapping(
      ['Main', 'A B Z', 'for M in [0:8)', 'for N in [0:4)'],
      ['Buffer', 'A B Z', 'for K in [0:2)'],
    );
    const { Main, Buffer } = counts(product(8, 4, 2), within);
    expect(Main?.Z).toMatchObject({ updates: 32, reads: 0 });
    expect(Buffer?.Z).toMatchObject({ updates: 64, reads: 32 });
    // The row of A stays while n runs.
    expect(Buffer?.A).toMatchObject({ tileWords: 2, fills: 16 });
  });

  it('serve instances side by side by one read, and add up their partial sums on the way', () => {
    const spread = (dimension: string) =>
      mapping(
        ['Main', 'A B Z', ...['M', 'N', 'K'].filter((one) => one !== dimension).map((one) => `for ${one} in [0:8)`)],
        ['spread', '', `for ${dimension} in [0:8) (Spatial-X)`],
        ['Buffer', 'A B Z'],
      );
    const alongN = counts(product(8, 8, 8), spread('N'), eight);
    expect(alongN.Main?.A).toMatchObject({ reads: 64, multicast: 8 });
    expect(alongN.Main?.B).toMatchObject({ reads: 512, multicast: 1 });
    const alongK = counts(product(8, 8, 8), spread('K'), eight);
    expect(alongK.Main?.Z).toMatchObject({ updates: 64, reads: 0, spatialReduction: 8 });
    expect(alongK.Buffer?.Z).toMatchObject({ updates: 64 });
  });

  it('pass a level by that does not keep the data', () => {
    const bypass = mapping(['Main', 'A B Z', 'for M in [0:8)', 'for K in [0:2)', 'for N in [0:4)'], ['Buffer', 'A']);
    const { Main, Buffer } = counts(product(8, 4, 2), bypass);
    expect(Object.keys(Buffer ?? {})).toEqual(['A']);
    expect(Main?.Z).toMatchObject({ updates: 64, reads: 32 });
  });
});

describe('accesses of a convolution', () => {
  const sliding = mapping(['Main', 'In W Out', 'for P in [0:8)'], ['Buffer', 'In W Out', 'for R in [0:3)']);

  it('fetch each input once where the window slides', () => {
    // 8 outputs of a filter of 3 see 10 inputs; at stride 2, 17; at stride 3 windows no longer overlap.
    expect(counts(convolution(8, 3, 1), sliding).Buffer?.In).toMatchObject({ tileWords: 3, visits: 8, fills: 10 });
    expect(counts(convolution(8, 3, 2), sliding).Buffer?.In?.fills).toBe(17);
    expect(counts(convolution(8, 3, 3), sliding).Buffer?.In?.fills).toBe(24);
    expect(counts(convolution(8, 3, 4), sliding).Buffer?.In?.fills).toBe(24);
  });
});

describe('accesses of random mappings of products', () => {
  const factor = fc.integer({ min: 1, max: 3 });
  const order = fc.shuffledSubarray(['M', 'N', 'K'], { minLength: 3, maxLength: 3 });
  const level = fc.record({ order, bounds: fc.tuple(factor, factor, factor) });
  const loopsOf = ({ order, bounds }: { order: string[]; bounds: number[] }, axis: NestLoop['axis']): NestLoop[] =>
    order.map((dimension, index) => ({ dimension, bound: bounds[index] ?? 1, axis }));

  it('are those of a machine that runs them step by step', () => {
    fc.assert(
      fc.property(level, level, level, (outer, spread, inner) => {
        const loops = [loopsOf(outer, 'time'), loopsOf(spread, 'x'), loopsOf(inner, 'time')];
        const kept = new Map(['A', 'B', 'Z'].map((name) => [name, null]));
        const names = ['Main', 'spread', 'Buffer'];
        const given: NestMapping = {
          file: 'random',
          levels: loops.map((one, at) => ({
            name: names[at] ?? '',
            line: 1,
            kept: at === 1 ? new Map() : kept,
            loops: one,
          })),
        };
        const size = (dimension: string) =>
          loops.flat().reduce((all, loop) => (loop.dimension === dimension ? all * loop.bound : all), 1);
        const problem = product(size('M'), size('N'), size('K'));
        const hierarchy = machine([storage('Main'), storage('Buffer', { meshX: 27 })], 27);
        const { Main, Buffer } = counts(problem, given, hierarchy);
        const stepped = stepByStep(loops);
        const units = spread.bounds.reduce((all, bound) => all * bound, 1);
        expect({
          mainA: Main?.A?.reads,
          mainB: Main?.B?.reads,
          mainUpdates: Main?.Z?.updates,
          mainSums: Main?.Z?.reads,
          bufferA: (Buffer?.A?.fills ?? 0) * units,
          bufferB: (Buffer?.B?.fills ?? 0) * units,
          bufferSums: (Buffer?.Z?.reads ?? 0) * units,
        }).toEqual(stepped);
      }),
      { numRuns: 60 },
    );
  });
});

/** Runs outer loops one by one; every instance holds its tile as a set of words and fetches a tile that differs. */
function stepByStep([outer = [], spread = [], inner = []]: readonly NestLoop[][]) {
  const result = { mainA: 0, mainB: 0, mainUpdates: 0, mainSums: 0, bufferA: 0, bufferB: 0, bufferSums: 0 };
  const innerPoints = [...rounds(inner)];
  const instances = [...rounds(spread)];
  const size = (loops: readonly NestLoop[], dimension: string) =>
    loops.reduce((all, loop) => (loop.dimension === dimension ? all * loop.bound : all), 1);
  const at = (dimension: string, steps: readonly Map<string, number>[]) =>
    ((steps[0]?.get(dimension) ?? 0) * size(spread, dimension) + (steps[1]?.get(dimension) ?? 0)) *
      size(inner, dimension) +
    (steps[2]?.get(dimension) ?? 0);
  const words = (dimensions: string, steps: readonly Map<string, number>[]) =>
    [...new Set(innerPoints.map((point) => [...dimensions].map((one) => at(one, [...steps, point])).join()))].sort();
  const held = new Map<string, string>();
  const inMain = new Set<string>();
  const updated = (sums: readonly string[]) => {
    for (const word of sums) {
      result.mainUpdates++;
      if (inMain.has(word)) result.mainSums++;
      inMain.add(word);
    }
  };
  const drain = (tiles: ReadonlySet<string>) => updated([...new Set([...tiles].flatMap((tile) => tile.split(' ')))]);
  for (const step of rounds(outer)) {
    const fetched = { A: new Set<string>(), B: new Set<string>() };
    const drained = new Set<string>();
    instances.forEach((instance, index) => {
      for (const [name, dimensions] of [
        ['A', 'MK'],
        ['B', 'KN'],
      ] as const) {
        const tile = words(dimensions, [step, instance]);
        if (held.get(`${name}${index}`) === tile.join(' ')) continue;
        held.set(`${name}${index}`, tile.join(' '));
        for (const word of tile) fetched[name].add(word);
        if (name === 'A') result.bufferA += tile.length;
        else result.bufferB += tile.length;
      }
      const sums = words('MN', [step, instance]);
      const before = held.get(`Z${index}`);
      result.bufferSums += innerPoints.length;
      if (before === sums.join(' ')) return;
      if (before !== undefined) drained.add(before);
      held.set(`Z${index}`, sums.join(' '));
      result.bufferSums -= sums.length;
    });
    result.mainA += fetched.A.size;
    result.mainB += fetched.B.size;
    drain(drained);
  }
  drain(new Set(instances.map((_, index) => held.get(`Z${index}`) ?? '')));
  return result;
}

function* rounds(loops: readonly NestLoop[]): Generator<Map<string, number>> {
  const [first, ...rest] = loops;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (let index = 0; index < first.bound; index++)
    for (const inner of rounds(rest)) yield new Map([...inner, [first.dimension, index]]);
}
