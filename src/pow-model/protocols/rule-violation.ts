import { UserError } from '../../foundation/errors/user-error.js';

/**
 * The error for an input that breaks a consensus rule; `rule` is the rule's name and becomes the problem's code.
 *
 * @example
 * ruleViolation('nbits-negative', 'bits', 'The sign bit is set.', 'Give a positive target.').problems[0].code // 'nbits-negative'
 */
export function ruleViolation(rule: string, path: string, found: string, fix: string): UserError {
  return new UserError([{ code: rule, file: rule, line: null, path, found, fix }]);
}

/**
 * A non-negative integer as BigInt; anything else is refused under the name of the rule `non-negative-integer`. Chains count
 * in 64 bits, so what exceeds 2^53 may come as a bigint.
 */
export function requireCount(value: number | bigint, path: string): bigint {
  if ((typeof value !== 'bigint' && !Number.isInteger(value)) || value < 0) {
    throw ruleViolation(
      'non-negative-integer',
      path,
      `It must be a whole number of at least 0; found ${value}.`,
      'Give a whole number.',
    );
  }
  return BigInt(value);
}

/** An integer of either sign as BigInt; anything else is refused under the name of the rule `integer`. */
export function requireInteger(value: number | bigint, path: string): bigint {
  if (typeof value !== 'bigint' && !Number.isInteger(value)) {
    throw ruleViolation('integer', path, `It must be a whole number; found ${value}.`, 'Give a whole number.');
  }
  return BigInt(value);
}

/** A target that fits 256 bits; anything else is refused under the name of the rule `target-range`. */
export function requireTarget(target: bigint, path: string): bigint {
  if (typeof target !== 'bigint' || target < 0n || target >> 256n !== 0n) {
    throw ruleViolation(
      'target-range',
      path,
      'The target does not fit 256 unsigned bits.',
      'Give a bigint from 0 to 2^256-1.',
    );
  }
  return target;
}

/** A share from 0 to 1; anything else is refused under the name of the rule `share-range`. */
export function requireShare(value: number, path: string): void {
  if (!(value >= 0 && value <= 1)) throw ruleViolation('share-range', path, `${value}.`, 'Give a share from 0 to 1.');
}
