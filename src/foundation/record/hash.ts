import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical-json.js';

/**
 * SHA-256 of the UTF-8 bytes of a text, as 64 hexadecimal digits.
 *
 * @example
 * sha256Hex('abc') // 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
 */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 of the canonical JSON of a value: equal values have equal hashes, whatever the order of their keys. */
export function hashOfValue(value: unknown): string {
  return sha256Hex(canonicalJson(value));
}
