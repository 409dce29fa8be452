import { sha256 } from '@noble/hashes/sha2.js';
import { littleEndianValue } from '../byte-numbers.js';
import { requireCount, requireTarget, ruleViolation } from '../rule-violation.js';

const HEADER_BYTES = 80;
const NONCE_OFFSET = 76;
const MAX_ATTEMPTS = 2 ** 32;

/** SHA-256 of SHA-256. */
export function sha256d(message: Uint8Array): Uint8Array {
  return sha256(sha256(message));
}

/**
 * Whether an 80-byte header meets a target: its double hash, read little-endian, is at most the target.
 *
 * @example
 * sha256dVerify(new Uint8Array(80), (1n << 256n) - 1n) // true
 */
export function sha256dVerify(header: Uint8Array, target: bigint): boolean {
  if (header.length !== HEADER_BYTES) {
    throw ruleViolation('header-length', 'header', `${header.length} bytes.`, 'Give 80 bytes.');
  }
  return littleEndianValue(sha256d(header)) <= requireTarget(target, 'target');
}

export interface NonceSearch {
  readonly target: bigint;
  readonly firstNonce: number;
  readonly attempts: number;
}

/** First nonce from `firstNonce` at which the header wins, or null after so many attempts; bytes 76 to 79 are replaced. */
export function sha256dProve(header: Uint8Array, { target, firstNonce, attempts }: NonceSearch): number | null {
  requireCount(firstNonce, 'firstNonce');
  requireCount(attempts, 'attempts');
  const candidate = header.slice();
  const view = new DataView(candidate.buffer);
  const end = Math.min(firstNonce + attempts, MAX_ATTEMPTS);
  for (let nonce = firstNonce; nonce < end; nonce++) {
    view.setUint32(NONCE_OFFSET, nonce, true);
    if (sha256dVerify(candidate, target)) return nonce;
  }
  return null;
}
