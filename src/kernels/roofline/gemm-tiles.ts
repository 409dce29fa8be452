/** Output tiles that GEMM libraries choose among, rows x columns. */
const TILES: readonly (readonly [number, number])[] = [
  [256, 128],
  [128, 256],
  [192, 128],
  [128, 192],
  [128, 128],
  [96, 128],
  [256, 64],
  [64, 256],
  [128, 64],
  [64, 128],
  [64, 64],
  [32, 128],
  [32, 64],
  [16, 128],
  [16, 64],
  [128, 32],
  [64, 32],
];

export const TILE_COUNT = TILES.length;
export const TILE_ROWS = Float64Array.from(TILES, ([rows]) => rows);
export const TILE_COLUMNS = Float64Array.from(TILES, ([, columns]) => columns);

/** Half the rows where the menu has that tile, else 0: a tile never wins once the half-tall one covers m as well. */
export const HALF_ROWS = Float64Array.from(TILES, ([rows, columns]) =>
  TILES.some(([r, c]) => r === rows / 2 && c === columns) ? rows / 2 : 0,
);
export const HALF_COLUMNS = Float64Array.from(TILES, ([rows, columns]) =>
  TILES.some(([r, c]) => r === rows && c === columns / 2) ? columns / 2 : 0,
);

/** Ways to cut k that split-K kernels use. */
export const SPLITS = Float64Array.from([1, 2, 3, 4, 6, 8, 12, 16]);
