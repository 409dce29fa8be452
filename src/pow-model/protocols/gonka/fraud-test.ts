import { betaI } from '../../../foundation/numeric/portable-math.js';
import { requireCount, requireShare } from '../rule-violation.js';

// gonka-ai/gonka@312044d: inference-chain params.go (sample) and decentralized-api poc.go (rate, threshold).
export const GONKA_VALIDATION_SAMPLE = 200;
export const GONKA_HONEST_MISMATCH = 5e-4;
export const GONKA_FRAUD_THRESHOLD = 1e-7;

export interface FraudSample {
  /** Nonces that a validator recomputed, and how many did not match. */
  readonly sampled: number;
  readonly bad: number;
  /** Chance that an honest nonce does not match. */
  readonly honestRate: number;
}

/**
 * Chance that an honest participant shows at least `bad` mismatches of `sampled`: the upper tail of a binomial,
 * 0 for more mismatches than samples.
 *
 * @example
 * gonkaFraudTail({ sampled: 200, bad: 5, honestRate: 5e-4 }).toExponential(3) // '7.306e-8'
 */
export function gonkaFraudTail({ sampled, bad, honestRate }: FraudSample): number {
  requireCount(sampled, 'sampled');
  requireCount(bad, 'bad');
  requireShare(honestRate, 'honestRate');
  if (bad === 0) return 1;
  if (bad > sampled) return 0;
  return betaI(honestRate, bad, sampled - bad + 1);
}

/** Fewest mismatches at which a participant is flagged; null if not even a sample of nothing else would do. */
export function gonkaFlagCount(sampled: number, honestRate: number, threshold: number): number | null {
  for (let bad = 1; bad <= sampled; bad++) {
    if (gonkaFraudTail({ sampled, bad, honestRate }) < threshold) return bad;
  }
  return null;
}
