import { ruleViolation } from '../rule-violation.js';
import { chunkValues, nodeValue } from './chunk-tree.js';
import { jobKey, noiseSeeds } from './job-key.js';
import { bytesOf, wordsOf } from './keyed-block.js';
import { addNoise, denseFactor, type NoiseLabel, type PearlNoise, pearlNoise } from './noise.js';
import { encodeConfig, type PearlConfig, requireHeader, requireSides } from './pearl-config.js';

/** A product to be proved: A is m x k, B^T is n x k, both row-major with entries in [-64, 64]. */
export interface PearlInput {
  readonly a: Int8Array;
  readonly bT: Int8Array;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** Rank of the noise and width of a transcript block. */
  readonly rank: number;
  /** Row offsets of a tile, ascending from 0, and those of its columns. */
  readonly rowsPattern: readonly number[];
  readonly colsPattern: readonly number[];
  /** The 76 bytes of the block header before its proof. */
  readonly header: Uint8Array;
}

export interface PearlCommitment {
  readonly job: Uint8Array;
  readonly hashA: Uint8Array;
  readonly hashB: Uint8Array;
  readonly seedA: Uint8Array;
  readonly seedB: Uint8Array;
}

/** Operands of one side with all that proving and denoising need of them. */
export interface NoisyOperand {
  readonly noise: PearlNoise;
  /** Dense factor of the noise, rows x rank. */
  readonly dense: Int8Array;
  /** Matrix plus noise. */
  readonly noisy: Int8Array;
}

export interface PearlJob extends PearlCommitment {
  readonly config: PearlConfig;
  /** Merkle chunk values of both matrices. */
  readonly valuesA: Int32Array;
  readonly valuesB: Int32Array;
}

const MAX_ENTRY = 64;

/** Checks the lengths and entries of both matrices; throws a UserError named after the rule. */
function requireMatrices({ a, bT, m, k, n }: PearlInput): void {
  for (const [path, matrix, rows] of [
    ['a', a, m],
    ['bT', bT, n],
  ] as const) {
    if (matrix.length !== rows * k) {
      const found = `${matrix.length} entries instead of ${rows} x ${k}.`;
      throw ruleViolation('matrix-length', path, found, 'Give the whole matrix, row-major.');
    }
    for (let i = 0; i < matrix.length; i++) {
      const entry = matrix[i] as number;
      if (entry >= -MAX_ENTRY && entry <= MAX_ENTRY) continue;
      throw ruleViolation('entry-range', path, `Entry ${i} is ${entry}.`, 'Keep entries within [-64, 64].');
    }
  }
}

/** Unsigned view of signed bytes. */
export function unsigned(matrix: Int8Array): Uint8Array {
  return new Uint8Array(matrix.buffer, matrix.byteOffset, matrix.length);
}

/** Checks an input against every rule and commits to both matrices. */
export function pearlJob(input: PearlInput): PearlJob {
  const config = encodeConfig(input);
  requireSides(input.m, input.n);
  requireHeader(input.header);
  requireMatrices(input);
  const job = jobKey(input.header, config.bytes);
  const key = wordsOf(job);
  const valuesA = chunkValues(key, unsigned(input.a));
  const valuesB = chunkValues(key, unsigned(input.bT));
  const hashA = bytesOf(nodeValue(key, valuesA, 0, valuesA.length / 8));
  const hashB = bytesOf(nodeValue(key, valuesB, 0, valuesB.length / 8));
  return { job, hashA, hashB, ...noiseSeeds(job, hashA, hashB), config, valuesA, valuesB };
}

/**
 * Commits to a job: the job key, the keyed BLAKE3 roots of A and B^T, and the seeds of their noise, 32 bytes each.
 * Source: pearl-research-labs/pearl zk-pow, version 1 ("Int7xInt7ToInt32").
 *
 * Throws a UserError named after the rule that the input breaks.
 *
 * @example
 * pearl.commit({ a, bT, m: 128, k: 1024, n: 128, rank: 32, rowsPattern: [0, 8, 64, 72], colsPattern: [0, 1, 8, 9, 32, 33, 40, 41], header }).job.length // 32
 */
export function commit(input: PearlInput): PearlCommitment {
  const { job, hashA, hashB, seedA, seedB } = pearlJob(input);
  return { job, hashA, hashB, seedA, seedB };
}

/** Adds a side's noise to all rows of its matrix. */
export function noisyOperand(
  seed: Uint8Array,
  label: NoiseLabel,
  matrix: Int8Array,
  rows: number,
  k: number,
  rank: number,
): NoisyOperand {
  const noise = pearlNoise(seed, label, rank, k);
  const dense = denseFactor(noise, rows);
  const noisy = new Int8Array(rows * k);
  for (let row = 0; row < rows; row++) addNoise(noise, matrix, row * k, dense, row * rank, noisy, row * k);
  return { noise, dense, noisy };
}
