/** Columns of a tile are computed in blocks of this many. */
export const COLUMN_BLOCK = 64;

function roundUp(columns: number): number {
  return COLUMN_BLOCK * Math.ceil(columns / COLUMN_BLOCK);
}

/**
 * Columns that the tiles of a causal, possibly windowed, score matrix compute: the mean over its tiles and the longest.
 * The matrix has `queries` rows that end at column `kvLen`; a tile covers `tileQueries` of them. Window 0 is none.
 */
export interface CausalColumns {
  mean: number;
  longest: number;
  tiles: number;
}

export function causalColumns(
  queries: number,
  kvLen: number,
  window: number,
  tileQueries: number,
  out: CausalColumns,
): void {
  const tiles = Math.ceil(queries / tileQueries);
  const before = kvLen - queries;
  const last = roundUp(kvLen);
  const first = Math.min(last, roundUp(before + Math.min(tileQueries, queries)));
  const cap = window > 0 ? roundUp(window + Math.min(tileQueries, queries) - 1) : last;
  out.tiles = tiles;
  if (last <= cap) {
    out.longest = last;
    out.mean = tiles === 1 ? last : 0.5 * (first + last);
    return;
  }
  out.longest = cap;
  if (tiles === 1 || first >= cap) {
    out.mean = cap;
    return;
  }
  const ramp = Math.min(tiles, 1 + (cap - first) / tileQueries);
  out.mean = (0.5 * ramp * (first + cap) + (tiles - ramp) * cap) / tiles;
}
