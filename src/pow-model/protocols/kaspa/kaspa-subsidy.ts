import { requireCount } from '../rule-violation.js';

/** 440 KAS in sompi: the subsidy a second of the first deflationary month. */
const INITIAL_SOMPI_PER_SEC = 44_000_000_000n;

/**
 * Sompi a second in a month of Kaspa's deflationary phase: floor(440e8 x 2^(-month/12)), exact by an integer twelfth root.
 * Divide by the blocks a second for the reward of one block.
 * Source: kaspanet/rusty-kaspa@593399e:consensus/src/processes/coinbase.rs (table by month; zero from month 425).
 *
 * @example
 * kaspaSubsidyPerSecond(12) // 22000000000n
 */
export function kaspaSubsidyPerSecond(month: number): bigint {
  const months = requireCount(month, 'month');
  if (months >= 426n) return 0n;
  return twelfthRoot((INITIAL_SOMPI_PER_SEC ** 12n) >> months);
}

/** Largest integer whose twelfth power does not exceed `value`, by bisection over 36 bits. */
function twelfthRoot(value: bigint): bigint {
  let low = 0n;
  let high = 1n << 36n;
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** 12n <= value) low = middle;
    else high = middle;
  }
  return low;
}
