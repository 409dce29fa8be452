export { latinHypercube } from './latin-hypercube.js';
export { type MorrisEffect, morris } from './morris.js';
export { nelderMead, type SimplexResult } from './nelder-mead.js';
export { type SobolIndex, sobolIndices } from './sobol-indices.js';
