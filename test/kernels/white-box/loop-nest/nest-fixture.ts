import type { StorageHierarchy, StorageLevel } from '../../../../src/chips/chip/storage-hierarchy.js';
import { importTimeloopMapping } from '../../../../src/kernels/white-box/import/timeloop-mapping.js';
import type { NestMapping } from '../../../../src/kernels/white-box/loop-nest/nest-mapping.js';
import type { DataSpace, NestProblem } from '../../../../src/workloads/index.js';

function space(name: string, dimensions: string, written = false): DataSpace {
  const ranks = [...dimensions].map((dimension) => [{ dimension, stride: 1 }]);
  return { name, ranks, written };
}

/** Z[m,n] += A[m,k] x B[k,n]. */
export function product(m: number, n: number, k: number): NestProblem {
  const sizes = new Map(Object.entries({ M: m, N: n, K: k }));
  return { name: 'product', sizes, dataSpaces: [space('A', 'MK'), space('B', 'KN'), space('Z', 'MN', true)] };
}

/** Out[p] += In[stride p + r] x W[r]. */
export function convolution(p: number, r: number, stride: number): NestProblem {
  const rank = [
    { dimension: 'P', stride },
    { dimension: 'R', stride: 1 },
  ];
  return {
    name: 'convolution',
    sizes: new Map(Object.entries({ P: p, R: r })),
    dataSpaces: [{ name: 'In', ranks: [rank], written: false }, space('W', 'R'), space('Out', 'P', true)],
  };
}

export function storage(name: string, given: Partial<StorageLevel> = {}): StorageLevel {
  return {
    name,
    className: 'SRAM',
    capacityWords: null,
    wordBits: 8,
    wordsPerAccess: 1,
    readWordsPerCycle: null,
    writeWordsPerCycle: null,
    sharedWordsPerCycle: null,
    copies: 1,
    instances: (given.meshX ?? 1) * (given.meshY ?? 1),
    meshX: 1,
    meshY: 1,
    ...given,
  };
}

export function machine(levels: readonly StorageLevel[], meshX = 1): StorageHierarchy {
  const compute = { name: 'mac', className: 'mac', instances: meshX, meshX, meshY: 1, bits: 8 };
  return { name: 'machine', levels, fanouts: ['spread'], compute, cycleSec: 1e-9, processNm: 7 };
}

/** A mapping from levels such as `['Main', 'A B Z', 'for M in [0:4)']`. */
export function mapping(...levels: readonly (readonly string[])[]): NestMapping {
  const text = levels.map(([name, kept = '', ...loops]) => [`${name} [ ]`, ...loops, `@${kept}`].join('\n'));
  const read = importTimeloopMapping('map.txt', text.join('\n').replace(/^@.*$/gm, ''));
  return {
    ...read,
    levels: read.levels.map((level, index) => {
      const names = (levels[index]?.[1] ?? '').split(' ').filter((name) => name !== '');
      return { ...level, kept: new Map(names.map((name) => [name, null])) };
    }),
  };
}
