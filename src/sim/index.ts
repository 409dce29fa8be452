export * from './chip/run-graph.js';
export * from './engine/index.js';
export type { Simulation } from './simulate/run-simulation.js';
export { simulate } from './simulate/simulate.js';
export type { OverlapByKind, SimulateOptions } from './simulate/simulate-options.js';
export { DEFAULT_TILE_OPTIONS, type TileRunOptions } from './tile/run-tiles.js';
export { createTileCostModel, type TileCostModel } from './tile/tile-cost-model.js';
export type { TileReport } from './tile/tile-report.js';
