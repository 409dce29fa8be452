import { writeFileSync } from 'node:fs';
import { UserError } from '../../foundation/errors/user-error.js';
import { createStream } from '../../foundation/numeric/random-stream.js';
import { compactToTarget, pearl } from '../../pow-model/index.js';
import { EXIT } from '../outputs/exit-codes.js';
import { print, printError } from '../outputs/output.js';
import type { ProveArguments } from './options.js';
import { fromHex, PROOF_SCHEMA_VERSION, toHex } from './proof-file.js';

const MAX_SIDE = 4096;
const MAX_ATTEMPTS = 10_000;

/** Int7 matrices drawn from a named stream. */
function drawMatrix(seed: string, name: string, entries: number): Int8Array {
  const stream = createStream(seed, name);
  const matrix = new Int8Array(entries);
  for (let i = 0; i < entries; i++) matrix[i] = stream.nextBelow(129) - 64;
  return matrix;
}

/** Runs `pow prove`. */
export function proveProduct(args: ProveArguments): void {
  const { m, n, k, rank, attempts } = args;
  const header = fromHex(args.header);
  const target = compactToTarget(parseBits(args.bits));
  requireRange('m', m, MAX_SIDE);
  requireRange('n', n, MAX_SIDE);
  requireRange('k', k, 65_536);
  requireRange('attempts', attempts, MAX_ATTEMPTS);
  for (let attempt = 0; attempt < attempts; attempt++) {
    const a = drawMatrix(args.seed, `pow/a/${attempt}`, m * k);
    const bT = drawMatrix(args.seed, `pow/b/${attempt}`, n * k);
    const { DEFAULT_ROWS_PATTERN: rowsPattern, DEFAULT_COLS_PATTERN: colsPattern } = pearl;
    const proof = pearl.prove({ a, bT, m, n, k, rank, rowsPattern, colsPattern, header, target });
    if (proof === null) continue;
    const text = `${JSON.stringify(
      {
        schemaVersion: PROOF_SCHEMA_VERSION,
        protocol: 'pearl',
        version: 'v1',
        header: toHex(header),
        nBits: args.bits,
        proof: toHex(pearl.encodeProof(proof)),
      },
      null,
      2,
    )}\n`;
    if (args.out === undefined) print(text);
    else writeFileSync(args.out, text);
    if (args.quiet !== true) {
      printError(`Product ${attempt + 1}: the tile at row ${proof.tileRow}, column ${proof.tileCol} wins.`);
    }
    return;
  }
  printError(`No tile of ${attempts} products wins: lower the difficulty (--bits) or raise --attempts.`);
  process.exitCode = EXIT.inconclusive;
}

function requireRange(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new UserError([
    {
      code: 'option-range',
      file: 'command line',
      line: null,
      path: `--${name}`,
      found: `${value} is outside 1 to ${most}.`,
      fix: 'Give a whole number in this range.',
    },
  ]);
}

/** A compact target as hexadecimal or decimal text; what is neither becomes NaN, which the rule refuses. */
export function parseBits(text: string): number {
  return /^(0x[0-9a-f]+|[0-9]+)$/i.test(text) ? Number(text) : Number.NaN;
}
