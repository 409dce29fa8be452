import {
  type DataSpace,
  isIndexedBy,
  nestMacs,
  rankExtent,
  spaceWords,
} from '../../../workloads/operators/nest-problem.js';
import { extentsWithin, type PlacedLoop, type PlacedNest } from './placed-nest.js';

/** Words that one data space moves at one memory; counts are of one used instance. */
export interface SpaceAccesses {
  readonly space: string;
  readonly tileWords: number;
  /** Times an instance gets a new tile. */
  readonly visits: number;
  /** Words read: handed to the level within, or old sums that a new part is added to. */
  readonly reads: number;
  /** Words written by the level above. */
  readonly fills: number;
  /** Words written by the level within: sums, whole or partial. */
  readonly updates: number;
  /** Instances that one word read here serves. */
  readonly multicast: number;
  /** Partial sums from within that are added up on their way here. */
  readonly spatialReduction: number;
}

export interface LevelAccesses {
  readonly level: string;
  /** Position in the mapping. */
  readonly index: number;
  readonly instances: number;
  readonly spaces: readonly SpaceAccesses[];
}

/**
 * Reads, fills and updates of every memory under a mapping.
 *
 * A memory gets a new tile whenever a loop above it that indexes the data moves on, and again on each round of loops
 * outside that one; loops within the innermost such loop leave the tile where it is. If the innermost loop above the
 * memory slides the tile, only the part that is new is fetched. Arithmetic reads its operands from the innermost memory
 * on every step. Iterations side by side that need the same word are served by one read (multicast), and their partial
 * sums become one update (reduction). Sums are added up where they arrive: every update but the first of a word in a
 * visit also reads the old sum, and a tile of sums is never fetched back. Timeloop counts in the same way
 * (Parashar et al., ISPASS 2019).
 *
 * Ceilings that the mapping's own checks leave: counts are exact integers below 2^53.
 */
export function accessCounts(nest: PlacedNest): LevelAccesses[] {
  return nest.levels.flatMap(({ storage, name, kept }, index) => {
    if (storage === null) return [];
    const spaces = nest.problem.dataSpaces
      .filter((space) => kept.includes(space.name))
      .map((space) => spaceAccesses(nest, space, index));
    return [{ level: name, index, instances: product(spatialLoops(nest.loops, 0, index)), spaces }];
  });
}

function spaceAccesses(nest: PlacedNest, space: DataSpace, index: number): SpaceAccesses {
  const { loops } = nest;
  const keepers = nest.levels.flatMap(({ kept }, at) => (kept.includes(space.name) ? [at] : []));
  const inner = keepers.find((at) => at > index) ?? null;
  const tileWords = spaceWords(space, extentsWithin(loops, index));
  const visits = visitsOf(space, loops, index);
  const between = spatialLoops(loops, index, inner ?? nest.levels.length);
  const distinct = product(between.filter(({ dimension }) => isIndexedBy(space, dimension)));
  const shared = product(between) / distinct;
  // Words that pass between here and the level within, of one instance there.
  const passing =
    inner === null
      ? nestMacs(nest.problem) / product(spatialLoops(loops, 0, nest.levels.length))
      : space.written
        ? spaceWords(space, extentsWithin(loops, inner)) * visitsOf(space, loops, inner)
        : fillsOf(space, loops, inner);
  const isOutermost = keepers[0] === index;
  if (!space.written) {
    const fills = isOutermost ? 0 : fillsOf(space, loops, index);
    const counts = { reads: passing * distinct, fills, updates: 0 };
    return { space: space.name, tileWords, visits, ...counts, multicast: shared, spatialReduction: 1 };
  }
  const updates = passing * distinct;
  const counts = { reads: updates - tileWords * visits, fills: 0, updates };
  return { space: space.name, tileWords, visits, ...counts, multicast: 1, spatialReduction: shared };
}

function product(loops: readonly PlacedLoop[]): number {
  return loops.reduce((rounds, { bound }) => rounds * bound, 1);
}

/** Spatial loops from one level up to, not including, another. */
function spatialLoops(loops: readonly PlacedLoop[], from: number, to: number): PlacedLoop[] {
  return loops.filter(({ level, axis }) => axis !== 'time' && level >= from && level < to);
}

/** Loops over time above a level that run more than once, from the outermost on. */
function timeLoopsAbove(loops: readonly PlacedLoop[], index: number): PlacedLoop[] {
  return loops.filter(({ level, axis, bound }) => axis === 'time' && level < index && bound > 1);
}

/** Tiles that an instance gets: rounds of the innermost loop that indexes the data and of all loops around it. */
function visitsOf(space: DataSpace, loops: readonly PlacedLoop[], index: number): number {
  const above = timeLoopsAbove(loops, index);
  const innermost = above.findLastIndex(({ dimension }) => isIndexedBy(space, dimension));
  return product(above.slice(0, innermost + 1));
}

/** Words that an instance is sent over the run. */
function fillsOf(space: DataSpace, loops: readonly PlacedLoop[], index: number): number {
  const visits = visitsOf(space, loops, index);
  const extents = extentsWithin(loops, index);
  const words = spaceWords(space, extents);
  const sliding = timeLoopsAbove(loops, index).at(-1);
  if (sliding === undefined || !isIndexedBy(space, sliding.dimension)) return visits * words;
  const step = iterationsWithin(loops, sliding);
  const kept = space.ranks.reduce((overlap, rank) => {
    const stride = rank.find(({ dimension }) => dimension === sliding.dimension)?.stride ?? 0;
    return overlap * Math.max(0, rankExtent(rank, extents) - stride * step);
  }, 1);
  return (visits / sliding.bound) * (words + (sliding.bound - 1) * (words - kept));
}

/** How far one round of a loop moves its variable: the iterations of that variable in all loops within it. */
function iterationsWithin(loops: readonly PlacedLoop[], loop: PlacedLoop): number {
  const within = loops.slice(loops.indexOf(loop) + 1);
  return product(within.filter(({ dimension }) => dimension === loop.dimension));
}
