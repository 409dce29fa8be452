export { latinHypercube } from './latin-hypercube.js';
export { type MorrisDesign, type MorrisEffect, morris, morrisDesign, morrisEffects } from './morris.js';
export { nelderMead, type SimplexResult } from './nelder-mead.js';
export { type SobolDesign, type SobolIndex, sobolDesign, sobolIndices, sobolIndicesOf } from './sobol-indices.js';
