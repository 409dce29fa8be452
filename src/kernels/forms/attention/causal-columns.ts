function roundUp(columns: number, block: number): number {
  return block * Math.ceil(columns / block);
}

/**
 * Columns that the tiles of a causal, possibly windowed, score matrix compute: the mean over its tiles and the longest.
 * The matrix has `queries` rows that end at column `kvLen`; a tile covers `tileQueries` of them and computes columns in
 * blocks of `block`. Window 0 is none.
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
  block: number,
  out: CausalColumns,
): void {
  const tiles = Math.ceil(queries / tileQueries);
  const before = kvLen - queries;
  const last = roundUp(kvLen, block);
  const first = Math.min(last, roundUp(before + Math.min(tileQueries, queries), block));
  const seen = window + Math.min(tileQueries, queries) - 1;
  // Tiles that start on a block see whole blocks; others straddle one more on average.
  const straddled = tileQueries % block === 0 ? roundUp(seen, block) : seen - 1 + block;
  const cap = window > 0 ? Math.min(last, straddled) : last;
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
