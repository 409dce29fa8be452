/** One step of an index: the loop variable `dimension` moves it by `stride`. */
export interface IndexTerm {
  readonly dimension: string;
  readonly stride: number;
}

/** One operand or result of a loop nest: each rank is indexed by a sum of loop variables. */
export interface DataSpace {
  readonly name: string;
  readonly ranks: readonly (readonly IndexTerm[])[];
  /** Results are accumulated; operands are only read. */
  readonly written: boolean;
}

/** A perfect loop nest of multiply-accumulates, such as a convolution or a product, as mapping tools describe it. */
export interface NestProblem {
  readonly name: string;
  /** Iterations of each loop variable. */
  readonly sizes: ReadonlyMap<string, number>;
  readonly dataSpaces: readonly DataSpace[];
}

/** Multiply-accumulates of the whole nest. */
export function nestMacs(problem: NestProblem): number {
  let macs = 1;
  for (const size of problem.sizes.values()) macs *= size;
  return macs;
}

/** Positions along one rank that a tile of `extents` iterations of each variable reaches, first to last. */
export function rankExtent(rank: readonly IndexTerm[], extents: ReadonlyMap<string, number>): number {
  return rank.reduce((sum, { dimension, stride }) => sum + stride * ((extents.get(dimension) ?? 1) - 1), 1);
}

/**
 * Words of a data space that a tile of `extents` iterations of each variable touches.
 *
 * @example
 * const rows = [{ dimension: 'P', stride: 2 }, { dimension: 'R', stride: 1 }];
 * spaceWords({ name: 'Inputs', ranks: [rows], written: false }, new Map([['P', 112], ['R', 3]])) // 225
 */
export function spaceWords(space: DataSpace, extents: ReadonlyMap<string, number>): number {
  return space.ranks.reduce((words, rank) => words * rankExtent(rank, extents), 1);
}

/** Whether the words that a space touches depend on a loop variable. */
export function isIndexedBy(space: DataSpace, dimension: string): boolean {
  return space.ranks.some((rank) => rank.some((term) => term.dimension === dimension));
}
