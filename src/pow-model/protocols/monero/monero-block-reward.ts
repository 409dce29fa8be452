import { ruleViolation } from '../rule-violation.js';

// cryptonote_config.h: MONEY_SUPPLY, EMISSION_SPEED_FACTOR_PER_MINUTE, FINAL_SUBSIDY_PER_MINUTE.
const MONEY_SUPPLY = (1n << 64n) - 1n;
const SPEED_FACTOR_PER_MINUTE = 20;
const TAIL_PER_MINUTE = 300_000_000_000n;

/**
 * Atomic units (1e-12 XMR) of a Monero block without fees or size penalty: (2^64 - 1 - generated) >> (20 - (minutes - 1)),
 * never below the tail of 3e11 a minute.
 * Source: monero-project/monero@0aa9c51:src/cryptonote_basic/cryptonote_basic_impl.cpp `get_block_reward`.
 *
 * @example
 * moneroBlockReward(0n, { minutesPerBlock: 1 }) // 17592186044415n
 */
export function moneroBlockReward(alreadyGenerated: bigint, { minutesPerBlock }: { minutesPerBlock: number }): bigint {
  if (!Number.isInteger(minutesPerBlock) || minutesPerBlock < 1 || minutesPerBlock > SPEED_FACTOR_PER_MINUTE) {
    throw ruleViolation(
      'minutes-per-block',
      'minutesPerBlock',
      `${minutesPerBlock} is outside 1 to 20.`,
      'Give 1 or 2.',
    );
  }
  if (alreadyGenerated < 0n || alreadyGenerated > MONEY_SUPPLY) {
    throw ruleViolation('money-supply', 'alreadyGenerated', 'It is outside 0 to 2^64-1.', 'Give atomic units.');
  }
  const reward = (MONEY_SUPPLY - alreadyGenerated) >> BigInt(SPEED_FACTOR_PER_MINUTE - (minutesPerBlock - 1));
  const tail = TAIL_PER_MINUTE * BigInt(minutesPerBlock);
  return reward < tail ? tail : reward;
}
