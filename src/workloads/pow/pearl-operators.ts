import type { GemmOperator, VectorOperator } from '../operators/operator.js';
import { BLAKE3_COMPRESSION_OPS, BLAKE3_OPS_PER_BYTE } from './hash-costs.js';
import { type PearlConfig, patternLength } from './pearl-rules.js';

/*
 * What mining adds to a product of m x k by k x n at rank r. Elements are one byte. Sources: rules of mainnet v1 in
 * pearl@b1e6cfa and pearl@56b3774 (zk-pow/src); costs follow from them.
 */

// A noise element is two gathers and a subtraction from a factor with two entries a line.
const NOISE_OPS_PER_ELEMENT = 3;
const STREAM_BYTES_PER_HASH = 32;

/** Hashing of the activations, and of the weights once a job. */
export function commitOperator(op: GemmOperator, passesPerJob: number): VectorOperator {
  const hashed = op.m * op.k + (op.n * op.k) / passesPerJob;
  return vector('pearl_commit', hashed * BLAKE3_OPS_PER_BYTE, hashed);
}

/** Drawing the noise factors and adding the noise; for weights once a job. */
export function noiseOperator(op: GemmOperator, rank: number, passesPerJob: number): VectorOperator {
  const lines = op.m + op.n / passesPerJob;
  const elements = lines * op.k;
  const drawn = ((lines * rank) / STREAM_BYTES_PER_HASH) * BLAKE3_COMPRESSION_OPS;
  return vector('pearl_noise', elements * NOISE_OPS_PER_ELEMENT + drawn, 2 * elements);
}

/** XOR of all accumulators every `rank` steps, in registers beside the product, and one ticket a tile. */
export function transcriptOperator(op: GemmOperator, rank: number, config: PearlConfig): VectorOperator {
  const tile = patternLength(config.rowsPattern) * patternLength(config.colsPattern);
  const blocks = Math.floor(op.k / rank);
  const perElement = blocks * (1 + 2 / tile) + BLAKE3_COMPRESSION_OPS / tile;
  return vector('pearl_transcript', op.m * op.n * perElement, 0);
}

/** Products of each operand with the sparse factor of the other's noise: two additions an element. */
export function sideProductsOperator(op: GemmOperator, rank: number): VectorOperator {
  const elements = (op.m + op.n) * op.k;
  return vector('pearl_side_products', 2 * elements, elements + 2 * (op.m + op.n) * rank);
}

/** The two rank-r products that are subtracted to recover the useful result, side by side. */
export function denoiseOperator(op: GemmOperator, rank: number): GemmOperator {
  return { kind: 'gemm', m: op.m, n: op.n, k: 2 * rank, dtype: 'int8' };
}

function vector(name: string, ops: number, bytes: number): VectorOperator {
  return { kind: 'vector', name, ops, bytes, arithmetic: 'int32', dtype: 'int8' };
}
