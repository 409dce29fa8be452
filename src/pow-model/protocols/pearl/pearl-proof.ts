import { ruleViolation } from '../rule-violation.js';
import type { MatrixOpening } from './matrix-opening.js';
import { CONFIG_BYTES } from './pearl-config.js';

/** A plain proof: one winning tile of a committed product, opened. Every byte of it is checked. */
export interface PearlProof {
  readonly m: number;
  readonly n: number;
  /** Place of the tile: its rows and columns are place + pattern. */
  readonly tileRow: number;
  readonly tileCol: number;
  /** The 52 configuration bytes. */
  readonly config: Uint8Array;
  readonly hashA: Uint8Array;
  readonly hashB: Uint8Array;
  /** The tile's 32-byte ticket. */
  readonly ticket: Uint8Array;
  readonly a: MatrixOpening;
  readonly b: MatrixOpening;
}

const FIXED_BYTES = 16 + CONFIG_BYTES + 3 * 32;

/** The parts of variable length, in the order of the encoding. */
function variableParts(proof: PearlProof): Uint8Array[] {
  return [proof.a.chunks, proof.a.siblings, proof.b.chunks, proof.b.siblings];
}

/** A proof as bytes: four u32, configuration, roots, ticket, then openings each with its u32 length; little-endian. */
export function encodeProof(proof: PearlProof): Uint8Array {
  const parts = variableParts(proof);
  const bytes = new Uint8Array(FIXED_BYTES + parts.reduce((sum, part) => sum + 4 + part.length, 0));
  const view = new DataView(bytes.buffer);
  [proof.m, proof.n, proof.tileRow, proof.tileCol].forEach((value, i) => {
    view.setUint32(4 * i, value, true);
  });
  let at = 16;
  for (const part of [proof.config, proof.hashA, proof.hashB, proof.ticket]) {
    bytes.set(part, at);
    at += part.length;
  }
  for (const part of parts) {
    view.setUint32(at, part.length, true);
    bytes.set(part, at + 4);
    at += 4 + part.length;
  }
  return bytes;
}

/** Reads an encoded proof; throws a UserError named `proof-length` if the bytes do not add up. What they say is left to verify. */
export function decodeProof(bytes: Uint8Array): PearlProof {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 16;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) {
      throw ruleViolation('proof-length', 'proof', `It ends at byte ${bytes.length}.`, 'Give the whole proof.');
    }
    at += length;
    return bytes.slice(at - length, at);
  };
  const config = take(CONFIG_BYTES);
  const [hashA, hashB, ticket] = [take(32), take(32), take(32)];
  const part = (): Uint8Array => {
    const length = take(4);
    return take(new DataView(length.buffer).getUint32(0, true));
  };
  const a = { chunks: part(), siblings: part() };
  const b = { chunks: part(), siblings: part() };
  if (at !== bytes.length) {
    throw ruleViolation('proof-length', 'proof', `${bytes.length - at} bytes follow it.`, 'Cut them off.');
  }
  const word = (i: number) => view.getUint32(4 * i, true);
  return { m: word(0), n: word(1), tileRow: word(2), tileCol: word(3), config, hashA, hashB, ticket, a, b };
}

function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && (value as Uint8Array).BYTES_PER_ELEMENT === 1;
}

/** Whether a value from outside has the form of a proof, so that the rules can be applied to what it says. */
export function isProofShaped(value: unknown): value is PearlProof {
  if (typeof value !== 'object' || value === null) return false;
  const proof = value as Record<string, unknown>;
  const isOpening = (opening: unknown) =>
    typeof opening === 'object' &&
    opening !== null &&
    isBytes((opening as MatrixOpening).chunks) &&
    isBytes((opening as MatrixOpening).siblings);
  return (
    ['m', 'n', 'tileRow', 'tileCol'].every((key) => Number.isSafeInteger(proof[key])) &&
    ['config', 'hashA', 'hashB', 'ticket'].every((key) => isBytes(proof[key])) &&
    isOpening(proof.a) &&
    isOpening(proof.b)
  );
}
