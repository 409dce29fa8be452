import { requireInteger, requireTarget } from '../rule-violation.js';

const TARGET_TIMESPAN_SEC = 1_209_600n;

export interface BitcoinRetargetInput {
  readonly previousTarget: bigint;
  /** Time of the last block of the period less that of its first: 2015 gaps, though the rule divides by 2016. */
  readonly actualSeconds: number;
  readonly powLimit: bigint;
}

/**
 * The target after a 2016-block period: T x clamp(actual, 1/4 to 4 periods) / 1,209,600 s, not above the limit.
 * Because 2015 gaps are measured, a steady chain settles at 600 x 2016/2015 = 600.30 s a block.
 * Source: Bitcoin Core `CalculateNextWorkRequired`. Returned before compact rounding.
 *
 * @example
 * bitcoinRetarget({ previousTarget: 1000n, actualSeconds: 604_800, powLimit: 1n << 224n }) // 500n
 */
export function bitcoinRetarget({ previousTarget, actualSeconds, powLimit }: BitcoinRetargetInput): bigint {
  requireTarget(previousTarget, 'previousTarget');
  let seconds = requireInteger(actualSeconds, 'actualSeconds');
  if (seconds < TARGET_TIMESPAN_SEC / 4n) seconds = TARGET_TIMESPAN_SEC / 4n;
  if (seconds > TARGET_TIMESPAN_SEC * 4n) seconds = TARGET_TIMESPAN_SEC * 4n;
  const target = (previousTarget * seconds) / TARGET_TIMESPAN_SEC;
  return target > powLimit ? powLimit : target;
}
