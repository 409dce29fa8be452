import { requireTarget } from '../rule-violation.js';
import { denoiseProduct } from './denoise.js';
import { bytesOf, wordsOf } from './keyed-block.js';
import { openedChunks, openMatrix } from './matrix-opening.js';
import { ticketBound } from './pearl-config.js';
import { noisyOperand, type PearlInput, type PearlJob, pearlJob, unsigned } from './pearl-job.js';
import type { PearlProof } from './pearl-proof.js';
import { tilePlaces } from './tile-pattern.js';
import { multiplyTile, type ProductOperands } from './tile-products.js';
import { boundWords, ticketOf, ticketWins } from './transcript.js';

export interface PearlProveInput extends PearlInput {
  /** Target of one multiply-accumulate; a tile of w of them wins with a ticket up to w x target. */
  readonly target: bigint;
}

/** Opens the tile at a place into a proof. */
function openTile(input: PearlInput, job: PearlJob, tileRow: number, tileCol: number, ticket: Int32Array): PearlProof {
  const { m, n, k, a, bT } = input;
  const key = wordsOf(job.job);
  const rows = openedChunks(
    k,
    job.config.rows.offsets.map((offset) => tileRow + offset),
    m,
  );
  const cols = openedChunks(
    k,
    job.config.cols.offsets.map((offset) => tileCol + offset),
    n,
  );
  return {
    m,
    n,
    tileRow,
    tileCol,
    config: job.config.bytes,
    hashA: job.hashA,
    hashB: job.hashB,
    ticket: bytesOf(ticket),
    a: openMatrix(key, unsigned(a), job.valuesA, rows),
    b: openMatrix(key, unsigned(bT), job.valuesB, cols),
  };
}

/**
 * Searches all tiles of one product for a winning ticket and opens the first in row-major order; null if none wins. This
 * is pure mining: the product is thrown away.
 *
 * Throws a UserError named after the rule that the input breaks.
 *
 * @example
 * pearl.prove({ ...input, target: (1n << 256n) - 1n })?.tileRow // 0
 */
export function prove(input: PearlProveInput): PearlProof | null {
  requireTarget(input.target, 'target');
  const job = pearlJob(input);
  const { m, n, k, rank } = input;
  const a = noisyOperand(job.seedA, 'A_tensor', input.a, m, k, rank).noisy;
  const bT = noisyOperand(job.seedB, 'B_tensor', input.bT, n, k, rank).noisy;
  return searchTiles(input, job, { a, bT, n, k, rank }, null, true)[0] ?? null;
}

/** Runs the tiles of a noisy product, keeping the product if asked for, and opens those that win. */
function searchTiles(
  input: PearlProveInput,
  job: PearlJob,
  operands: ProductOperands,
  product: Int32Array | null,
  stopAtFirst: boolean,
): PearlProof[] {
  const bound = boundWords(ticketBound(job.config, input.target));
  const rowOffsets = job.config.rows.offsets;
  const colOffsets = job.config.cols.offsets;
  const colPlaces = tilePlaces(job.config.cols, input.n);
  const seedA = wordsOf(job.seedA);
  const xors = new Int32Array(Math.floor(input.k / input.rank));
  const ticket = new Int32Array(8);
  const proofs: PearlProof[] = [];
  for (const row of tilePlaces(job.config.rows, input.m)) {
    for (const col of colPlaces) {
      multiplyTile(operands, row, rowOffsets, col, colOffsets, xors, product);
      ticketOf(seedA, xors, ticket);
      if (!ticketWins(ticket, bound)) continue;
      proofs.push(openTile(input, job, row, col, ticket));
      if (stopAtFirst) return proofs;
    }
  }
  return proofs;
}

export interface PearlMergedResult {
  /** Exactly A x B, m x n row-major. */
  readonly product: Int32Array;
  /** Every winning tile, in row-major order. */
  readonly proofs: readonly PearlProof[];
}

/** Multiplies A by B and mines on the way: the noisy product's winning tiles are opened, then the noise is peeled off. */
export function proveMerged(input: PearlProveInput): PearlMergedResult {
  requireTarget(input.target, 'target');
  const job = pearlJob(input);
  const { m, n, k, rank } = input;
  const a = noisyOperand(job.seedA, 'A_tensor', input.a, m, k, rank);
  const b = noisyOperand(job.seedB, 'B_tensor', input.bT, n, k, rank);
  const operands: ProductOperands = { a: a.noisy, bT: b.noisy, n, k, rank };
  const product = new Int32Array(m * n);
  const proofs = searchTiles(input, job, operands, product, false);
  multiplyUncovered(operands, m, job, product);
  denoiseProduct(input, a, b, product);
  return { product, proofs };
}

/** Multiplies the rows and columns at the edges that no whole tile covers. */
function multiplyUncovered(operands: ProductOperands, m: number, job: PearlJob, product: Int32Array): void {
  const covered = (count: number, { offsets }: { offsets: readonly number[] }, places: number[]) => {
    const seen = new Uint8Array(count);
    for (const place of places) for (const offset of offsets) seen[place + offset] = 1;
    return seen;
  };
  const rows = covered(m, job.config.rows, tilePlaces(job.config.rows, m));
  const cols = covered(operands.n, job.config.cols, tilePlaces(job.config.cols, operands.n));
  const xors = new Int32Array(Math.floor(operands.k / operands.rank));
  for (let row = 0; row < m; row++) {
    for (let col = 0; col < operands.n; col++) {
      if (rows[row] === 0 || cols[col] === 0) multiplyTile(operands, row, [0], col, [0], xors, product);
    }
  }
}
