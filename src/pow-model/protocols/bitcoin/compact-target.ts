import { requireTarget, ruleViolation } from '../rule-violation.js';

/**
 * The 256-bit target that a compact `nBits` word stands for: mantissa x 256^(exponent - 3), as in Bitcoin's
 * `arith_uint256::SetCompact`. The sign bit counts only over a mantissa that is not zero after shifting.
 *
 * Throws a UserError named `nbits-range`, `nbits-negative` or `nbits-overflow`.
 *
 * @example
 * compactToTarget(0x1b0404cb) === 0x404cbn << 192n // true
 */
export function compactToTarget(bits: number): bigint {
  if (!Number.isInteger(bits) || bits < 0 || bits > 0xffffffff) {
    throw ruleViolation('nbits-range', 'bits', `${bits} is no unsigned 32-bit integer.`, 'Give 0 to 0xffffffff.');
  }
  const size = bits >>> 24;
  const stored = bits & 0x007fffff;
  const word = size <= 3 ? stored >>> (8 * (3 - size)) : stored;
  if (word === 0) return 0n;
  if ((bits & 0x00800000) !== 0) {
    throw ruleViolation('nbits-negative', 'bits', `0x${bits.toString(16)} has the sign bit set.`, 'Clear bit 23.');
  }
  if (size > 34 || (word > 0xff && size > 33) || (word > 0xffff && size > 32)) {
    throw ruleViolation('nbits-overflow', 'bits', `0x${bits.toString(16)} exceeds 2^256.`, 'Lower the exponent.');
  }
  return size <= 3 ? BigInt(word) : BigInt(word) << BigInt(8 * (size - 3));
}

/**
 * The compact word of a target, rounded down to a 23-bit mantissa, as in Bitcoin's `arith_uint256::GetCompact`.
 *
 * @example
 * targetToCompact(0xffffn << 208n).toString(16) // '1d00ffff'
 */
export function targetToCompact(target: bigint): number {
  requireTarget(target, 'target');
  let size = target === 0n ? 0 : Math.ceil(target.toString(16).length / 2);
  let word = size <= 3 ? Number(target) << (8 * (3 - size)) : Number(target >> BigInt(8 * (size - 3)));
  if ((word & 0x00800000) !== 0) {
    word >>>= 8;
    size += 1;
  }
  return ((size << 24) | word) >>> 0;
}
