import { requireInteger, requireTarget } from '../rule-violation.js';

const IDEAL_BLOCK_SEC = 600n;
const HALF_LIFE_SEC = 172_800n;

/** Heights and times are signed 64-bit integers on chain; beyond 2^53 give bigints. */
export interface AsertInput {
  readonly anchorTarget: bigint;
  readonly anchorHeight: number | bigint;
  /** Time of the anchor's parent, from which elapsed time counts. */
  readonly anchorParentTime: number | bigint;
  /** Height and time of the tip on which the next block builds. */
  readonly height: number | bigint;
  readonly time: number | bigint;
  readonly powLimit: bigint;
}

/**
 * BCH's aserti3-2d: anchor x 2^((elapsed - 600 x (blocks + 1)) / 2 days), the power by a cubic in 16-bit fixed point.
 * Source: Bitcoin-ABC/bitcoin-abc:doc/standards/asert.md. At least 1, at most the limit; before compact rounding.
 *
 * @example
 * asertTarget({ anchorTarget: 1n << 200n, anchorHeight: 0, anchorParentTime: 0, height: 0, time: 600 + 172_800, powLimit: 1n << 224n }) === 1n << 201n // true
 */
export function asertTarget(input: AsertInput): bigint {
  const { anchorTarget, powLimit } = input;
  requireTarget(anchorTarget, 'anchorTarget');
  const elapsed = requireInteger(input.time, 'time') - requireInteger(input.anchorParentTime, 'anchorParentTime');
  const blocks = requireInteger(input.height, 'height') - requireInteger(input.anchorHeight, 'anchorHeight');
  const exponent = ((elapsed - IDEAL_BLOCK_SEC * (blocks + 1n)) * 65_536n) / HALF_LIFE_SEC;
  const fraction = BigInt.asUintN(16, exponent);
  const cubic = 195_766_423_245_049n * fraction + 971_821_376n * fraction ** 2n + 5_127n * fraction ** 3n;
  const factor = 65_536n + ((cubic + (1n << 47n)) >> 48n);
  const shift = (exponent >> 16n) - 16n;
  if (anchorTarget === 0n) return 1n;
  // A shift of 256 bits or more exceeds every limit; the test comes first so that a hostile time costs no memory.
  if (shift >= 256n) return powLimit;
  const scaled = anchorTarget * factor;
  const target = shift >= 0n ? scaled << shift : scaled >> -shift;
  if (target > powLimit) return powLimit;
  return target === 0n ? 1n : target;
}
