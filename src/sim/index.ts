export * from './chip/run-graph.js';
export { EstimateSum, perEstimate, scaleEstimate } from './chip/sum-estimates.js';
export * from './engine/index.js';
