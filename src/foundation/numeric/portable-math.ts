/**
 * Functions that the language leaves to the engine, written with + - * / sqrt and bit views only, so that a result
 * has the same bits in every engine (I2). `Math.sqrt` and the rounding functions are exact by the standard.
 */
export { exp, expm1, tanh } from './exp.js';
export { betaI, gammaP, lgamma, studentTCdf } from './gamma.js';
export { ln, log1p, log2, log10 } from './ln.js';
export { erf, erfc, normalCdf, normalQuantile } from './normal.js';
export { pow } from './pow.js';
export { cos, sin } from './trig.js';
