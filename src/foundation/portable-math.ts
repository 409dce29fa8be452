/**
 * Functions that the language leaves to the engine, written with + - * / sqrt and bit views only, so that a result
 * has the same bits in every engine (I2). `Math.sqrt` and the rounding functions are exact by the standard.
 */
export { exp, expm1, tanh } from './math/exp.js';
export { betaI, gammaP, lgamma, studentTCdf } from './math/gamma.js';
export { ln, log1p, log2, log10 } from './math/ln.js';
export { erf, erfc, normalCdf, normalQuantile } from './math/normal.js';
export { pow } from './math/pow.js';
export { cos, sin } from './math/trig.js';
