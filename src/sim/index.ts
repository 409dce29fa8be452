export * from './chip/run-graph.js';
export { EstimateSum, perEstimate, scaleEstimate } from './chip/sum-estimates.js';
export { DEFAULT_TILE_OPTIONS, type TileRunOptions } from './chip/tile/run-tiles.js';
export { createTileCostModel, type TileCostModel } from './chip/tile/tile-cost-model.js';
export type { TileReport } from './chip/tile/tile-report.js';
export * from './engine/index.js';
