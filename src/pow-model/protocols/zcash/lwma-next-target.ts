import { requireCount, requireInteger, ruleViolation } from '../rule-violation.js';

export interface LwmaInput {
  /** Targets of the last N blocks, oldest first. */
  readonly targets: readonly bigint[];
  /** Solve times of the same blocks; a negative one counts as it stands. */
  readonly solveSeconds: readonly number[];
  readonly targetSeconds: number;
  readonly powLimit: bigint;
}

/**
 * zawy12's linearly weighted moving average: mean target x sum(i x t_i) / (T x N(N+1)/2), i = 1 for the oldest block.
 * At least 1, at most the limit. Before compact rounding.
 *
 * @example
 * lwmaNextTarget({ targets: [300n, 300n], solveSeconds: [10, 20], targetSeconds: 10, powLimit: 1n << 200n }) // 500n
 */
export function lwmaNextTarget({ targets, solveSeconds, targetSeconds, powLimit }: LwmaInput): bigint {
  const count = targets.length;
  if (count === 0 || solveSeconds.length !== count) {
    const found = `${count} targets and ${solveSeconds.length} solve times.`;
    throw ruleViolation('window-lengths', 'targets', found, 'Give one solve time for each of one or more targets.');
  }
  const blockSec = requireCount(targetSeconds, 'targetSeconds');
  if (blockSec === 0n) {
    throw ruleViolation('window-expected', 'targetSeconds', 'It is zero.', 'Give the intended block time.');
  }
  let targetSum = 0n;
  let weighted = 0n;
  for (let i = 0; i < count; i++) {
    targetSum += targets[i]!;
    weighted += BigInt(i + 1) * requireInteger(solveSeconds[i]!, `solveSeconds[${i}]`);
  }
  const n = BigInt(count);
  const target = (targetSum * weighted * 2n) / (n * n * (n + 1n) * blockSec);
  if (target > powLimit) return powLimit;
  return target < 1n ? 1n : target;
}
