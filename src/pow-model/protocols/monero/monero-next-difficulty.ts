import { requireCount, requireInteger, ruleViolation } from '../rule-violation.js';

// cryptonote_config.h: DIFFICULTY_WINDOW, DIFFICULTY_LAG, DIFFICULTY_CUT.
const WINDOW = 720;
const LAG = 15;
const CUT = 60;
const KEPT = WINDOW - 2 * CUT;

export interface MoneroDifficultyInput {
  /** Block times, oldest first; of more than 735 the newest 735 count. */
  readonly timestamps: readonly number[];
  /** Cumulative difficulty of the same blocks. */
  readonly cumulativeDifficulties: readonly bigint[];
  readonly targetSeconds: number;
}

/**
 * Monero's next difficulty: work over time of the middle 600 of 720 blocks sorted by time, rounded up; the newest 15 of a
 * full window are left out. 1 for fewer than two blocks, 0 beyond 128 bits.
 * Source: monero-project/monero@0aa9c51:src/cryptonote_basic/difficulty.cpp `next_difficulty`.
 *
 * @example
 * moneroNextDifficulty({ timestamps: [0, 60], cumulativeDifficulties: [1n, 101n], targetSeconds: 120 }) // 200n
 */
export function moneroNextDifficulty(input: MoneroDifficultyInput): bigint {
  if (input.timestamps.length !== input.cumulativeDifficulties.length) {
    const found = `${input.timestamps.length} times and ${input.cumulativeDifficulties.length} difficulties.`;
    throw ruleViolation('window-lengths', 'timestamps', found, 'Give one difficulty for each time.');
  }
  const targetSeconds = requireCount(input.targetSeconds, 'targetSeconds');
  const timestamps = input.timestamps.slice(-(WINDOW + LAG)).slice(0, WINDOW);
  const difficulties = input.cumulativeDifficulties.slice(-(WINDOW + LAG)).slice(0, WINDOW);
  const length = timestamps.length;
  if (length <= 1) return 1n;
  timestamps.sort((a, b) => a - b);
  const begin = length <= KEPT ? 0 : (length - KEPT + 1) >> 1;
  const end = length <= KEPT ? length : begin + KEPT;
  const last = requireInteger(timestamps[end - 1]!, `timestamps[${end - 1}]`);
  const first = requireInteger(timestamps[begin]!, `timestamps[${begin}]`);
  const seconds = last === first ? 1n : last - first;
  const work = difficulties[end - 1]! - difficulties[begin]!;
  const difficulty = (work * targetSeconds + seconds - 1n) / seconds;
  return difficulty >> 128n === 0n ? difficulty : 0n;
}
