/**
 * One line that makes the globals of hot loops names of a module. Jest runs modules in a context whose globals are slow
 * to look up: hot loops take several times as long as in Node, and mathjs six times as long to set up its units.
 */
export const NEAR_GLOBALS =
  'const { Array, BigInt, Error, Float64Array, JSON, Map, Math, Number, Object, Set, String, Symbol, Uint8Array, Uint32Array, isFinite, isNaN, parseFloat } = globalThis; ';
