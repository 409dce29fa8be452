import { isUserError } from '../../../foundation/errors/user-error.js';
import { requireTarget, ruleViolation } from '../rule-violation.js';
import { CHUNK_BYTES, chunkCount } from './chunk-tree.js';
import { jobKey, noiseSeeds } from './job-key.js';
import { bytesOf, wordsOf } from './keyed-block.js';
import { type MatrixOpening, openedChunks, openedRow, rootOfOpening } from './matrix-opening.js';
import { addNoise, denseRow, type NoiseLabel, pearlNoise } from './noise.js';
import { decodeConfig, type PearlConfig, requireHeader, requireSides, ticketBound } from './pearl-config.js';
import { isProofShaped, type PearlProof } from './pearl-proof.js';
import { isTilePlace, type TilePattern } from './tile-pattern.js';
import { boundWords, ticketOf, ticketWins, tileAccumulators } from './transcript.js';

export interface PearlVerdict {
  readonly ok: boolean;
  /** Name of the first rule that is broken, a colon, and what was found; absent when the proof holds. */
  readonly reason?: string;
}

export interface PearlClaim {
  /** The 76 header bytes that the proof is for. */
  readonly header: Uint8Array;
  readonly target: bigint;
}

/** No tree of 2^24 rows of 65,536 bytes is deeper: 2^30 chunks. */
const MAX_DEPTH = 30;

interface Side {
  readonly path: 'a' | 'b';
  readonly label: NoiseLabel;
  readonly opening: MatrixOpening;
  readonly root: Uint8Array;
  readonly rowCount: number;
  readonly rows: readonly number[];
}

function broken(rule: string, path: string, found: string): never {
  throw ruleViolation(rule, path, found, 'The proof is not valid.');
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Rows of a tile at a place, checked to be one of the tiles that part a matrix of this many rows. */
function tileRows(pattern: TilePattern, place: number, rowCount: number, path: string): number[] {
  const reach = pattern.offsets[pattern.offsets.length - 1]!;
  if (place < 0 || place + reach >= rowCount) broken('tile-range', path, `A tile at ${place} leaves the matrix.`);
  if (!isTilePlace(pattern, place)) broken('tile-alignment', path, `No tile begins at ${place}.`);
  return pattern.offsets.map((offset) => place + offset);
}

/** Checks an opening against the committed root and returns its rows, packed. */
function openRows(key: Int32Array, k: number, side: Side): Int8Array {
  const { opening, path } = side;
  const opened = openedChunks(k, side.rows, side.rowCount);
  if (opening.chunks.length !== opened.length * CHUNK_BYTES) {
    broken('opening-length', path, `${opening.chunks.length} bytes instead of ${opened.length * CHUNK_BYTES}.`);
  }
  const { length } = opening.siblings;
  if (length % 32 !== 0 || length > 32 * MAX_DEPTH * opened.length) broken('merkle-length', path, `${length} bytes.`);
  const totalChunks = chunkCount(side.rowCount * k);
  const root = rootOfOpening(key, opening, opened, totalChunks);
  if (root === null) broken('merkle-length', path, 'The path has a node too few or too many.');
  if (!sameBytes(root, side.root)) broken(`commitment-${path}`, path, 'The opened rows do not lead to the commitment.');
  const used = side.rowCount * k - (totalChunks - 1) * CHUNK_BYTES;
  const last = opening.chunks.subarray(opening.chunks.length - CHUNK_BYTES);
  if (last.subarray(used).some((byte) => byte !== 0)) broken('padding', path, 'The padding is not zero.');
  const rows = new Int8Array(side.rows.length * k);
  side.rows.forEach((row, i) => {
    rows.set(openedRow(opening, opened, row, k), i * k);
  });
  if (rows.some((entry) => entry > 64 || entry < -64)) broken('entry-range', path, 'An entry is outside [-64, 64].');
  return rows;
}

/** Adds the noise of a side to its opened rows, in place. */
function addRowNoise(seed: Uint8Array, side: Side, config: PearlConfig, rows: Int8Array): void {
  const noise = pearlNoise(seed, side.label, config.rank, config.k);
  const dense = new Int8Array(config.rank);
  side.rows.forEach((row, i) => {
    denseRow(noise, row, dense, 0);
    addNoise(noise, rows, i * config.k, dense, 0, rows, i * config.k);
  });
}

/** Applies every rule in order and throws a UserError named after the first that is broken. */
function requireValid(proof: PearlProof, { header, target }: PearlClaim): void {
  requireTarget(target, 'target');
  if (!ArrayBuffer.isView(header)) broken('header-length', 'header', 'It is no byte array.');
  requireHeader(header);
  const config = decodeConfig(proof.config);
  requireSides(proof.m, proof.n);
  for (const name of ['hashA', 'hashB', 'ticket'] as const) {
    if (proof[name].length !== 32) broken('hash-length', name, `${proof[name].length} bytes instead of 32.`);
  }
  const job = jobKey(header, config.bytes);
  const key = wordsOf(job);
  const sideA: Side = {
    path: 'a',
    label: 'A_tensor',
    opening: proof.a,
    root: proof.hashA,
    rowCount: proof.m,
    rows: tileRows(config.rows, proof.tileRow, proof.m, 'tileRow'),
  };
  const sideB: Side = {
    path: 'b',
    label: 'B_tensor',
    opening: proof.b,
    root: proof.hashB,
    rowCount: proof.n,
    rows: tileRows(config.cols, proof.tileCol, proof.n, 'tileCol'),
  };
  const rowsA = openRows(key, config.k, sideA);
  const rowsB = openRows(key, config.k, sideB);
  const { seedA, seedB } = noiseSeeds(job, proof.hashA, proof.hashB);
  addRowNoise(seedA, sideA, config, rowsA);
  addRowNoise(seedB, sideB, config, rowsB);
  const xors = new Int32Array(Math.floor(config.k / config.rank));
  tileAccumulators(rowsA, sideA.rows.length, rowsB, sideB.rows.length, config.k, config.rank, xors);
  const ticket = new Int32Array(8);
  ticketOf(wordsOf(seedA), xors, ticket);
  if (!sameBytes(bytesOf(ticket), proof.ticket)) broken('ticket-mismatch', 'ticket', 'The tile gives another ticket.');
  if (!ticketWins(ticket, boundWords(ticketBound(config, target)))) {
    broken('ticket-above-target', 'ticket', 'The ticket exceeds target x multiply-accumulates of the tile.');
  }
}

/**
 * Checks a plain proof against a header and a target. Any value may be given: a malformed one is refused with the name of
 * the rule, in time bounded by the 4 MiB that a proof may open.
 *
 * @example
 * pearl.verify(proof, { header, target }) // { ok: true }
 */
export function verify(proof: unknown, claim: PearlClaim): PearlVerdict {
  if (!isProofShaped(proof)) return { ok: false, reason: 'malformed-proof: fields are missing or of another type' };
  try {
    requireValid(proof, claim);
    return { ok: true };
  } catch (error) {
    if (!isUserError(error)) throw error;
    const [problem] = error.problems;
    return { ok: false, reason: `${problem?.code}: ${problem?.found}` };
  }
}
