import { cshake256 } from '@noble/hashes/sha3-addons.js';
import { littleEndianBytes, littleEndianValue } from '../byte-numbers.js';
import { requireTarget, ruleViolation } from '../rule-violation.js';
import { heavyMatrix, heavyProduct } from './kheavyhash-matrix.js';

const ascii = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const POW_DOMAIN = ascii('ProofOfWorkHash');
const HEAVY_DOMAIN = ascii('HeavyHash');

export interface HeavyHashJob {
  /** Hash of the block header with time and nonce zeroed. */
  readonly prePowHash: Uint8Array;
  /** Milliseconds of the header. */
  readonly timestamp: bigint;
}

/** Kaspa's proof of work of one job: the matrix is built once and nonces are tried on it. */
export function kHeavyHasher({ prePowHash, timestamp }: HeavyHashJob): (nonce: bigint) => Uint8Array {
  if (prePowHash.length !== 32) {
    throw ruleViolation('hash-length', 'prePowHash', `${prePowHash.length} bytes.`, 'Give 32 bytes.');
  }
  if (prePowHash.every((byte) => byte === 0)) {
    throw ruleViolation(
      'hash-zero',
      'prePowHash',
      'It is all zeros, which no matrix can be drawn from.',
      'Give a hash.',
    );
  }
  const matrix = heavyMatrix(prePowHash);
  const message = new Uint8Array(80);
  message.set(prePowHash);
  message.set(littleEndianBytes(timestamp), 32);
  return (nonce) => {
    message.set(littleEndianBytes(nonce), 72);
    const first = cshake256(message, { personalization: POW_DOMAIN, dkLen: 32 });
    return cshake256(heavyProduct(matrix, first), { personalization: HEAVY_DOMAIN, dkLen: 32 });
  };
}

/** Whether a nonce wins: the hash, read little-endian, is at most the target. */
export function kHeavyHashVerify(job: HeavyHashJob, nonce: bigint, target: bigint): boolean {
  requireTarget(target, 'target');
  return littleEndianValue(kHeavyHasher(job)(nonce)) <= target;
}

/** First nonce from `firstNonce` that wins, or null after so many attempts. */
export function kHeavyHashProve(
  job: HeavyHashJob,
  search: { readonly target: bigint; readonly firstNonce: bigint; readonly attempts: number },
): bigint | null {
  requireTarget(search.target, 'target');
  const hash = kHeavyHasher(job);
  for (let i = 0; i < search.attempts; i++) {
    const nonce = search.firstNonce + BigInt(i);
    if (littleEndianValue(hash(nonce)) <= search.target) return nonce;
  }
  return null;
}
