import { requireCount, ruleViolation } from '../rule-violation.js';

/** Highest target of any Kaspa block: 2^255 - 1 (rusty-kaspa consensus/core/src/config/constants.rs). */
const MAX_TARGET = (1n << 255n) - 1n;

export interface KaspaDaaInput {
  /** Targets of the sampled window without its oldest block. */
  readonly targets: readonly bigint[];
  /** Newest less oldest time of the window; at least 1 ms counts. */
  readonly actualMilliseconds: number;
  /** Block time x sample rate x number of targets. */
  readonly expectedMilliseconds: number;
}

/**
 * Kaspa's sampled difficulty adjustment: floor(mean target) x actual / expected, floored, at most 2^255 - 1.
 * Source: kaspanet/rusty-kaspa@593399e:consensus/src/processes/difficulty.rs. Before compact rounding.
 *
 * @example
 * kaspaNextTarget({ targets: [10n, 21n], actualMilliseconds: 3000, expectedMilliseconds: 2000 }) // 22n
 */
export function kaspaNextTarget({ targets, actualMilliseconds, expectedMilliseconds }: KaspaDaaInput): bigint {
  if (targets.length === 0) {
    throw ruleViolation('window-empty', 'targets', 'The window holds no target.', 'Give at least one.');
  }
  const expected = requireCount(expectedMilliseconds, 'expectedMilliseconds');
  if (expected === 0n) {
    throw ruleViolation(
      'window-expected',
      'expectedMilliseconds',
      'It is zero.',
      'Give the time the window should take.',
    );
  }
  let sum = 0n;
  for (const target of targets) sum += target;
  const actual = actualMilliseconds < 1 ? 1n : requireCount(actualMilliseconds, 'actualMilliseconds');
  const target = ((sum / BigInt(targets.length)) * actual) / expected;
  return target > MAX_TARGET ? MAX_TARGET : target;
}
