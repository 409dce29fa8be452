import { exp, gammaP, lgamma, ln } from '../../foundation/numeric/portable-math.js';
import { requireCount, requireShare, ruleViolation } from '../protocols/rule-violation.js';

const MAX_CONFIRMATIONS = 1_000_000;

/**
 * Chance that an attacker of hash share `q` ever overtakes a chain that is `confirmations` blocks ahead, its own progress
 * in the meantime being Poisson. Summed over terms that are all positive, so small chances keep their digits.
 * Source: Nakamoto, "Bitcoin", 2008, section 11.
 *
 * @example
 * doubleSpendProbability(0.1, 5).toFixed(7) // '0.0009137'
 */
export function doubleSpendProbability(q: number, confirmations: number): number {
  requireShare(q, 'q');
  requireCount(confirmations, 'confirmations');
  if (confirmations > MAX_CONFIRMATIONS) {
    throw ruleViolation('confirmations', 'confirmations', `${confirmations}.`, `Give at most ${MAX_CONFIRMATIONS}.`);
  }
  if (q >= 0.5 || confirmations === 0) return 1;
  if (q === 0) return 0;
  const ratio = q / (1 - q);
  const mean = confirmations * ratio;
  let chance = gammaP(confirmations + 1, mean);
  for (let k = 0; k <= confirmations; k++) {
    chance += exp(k * ln(mean) - mean - lgamma(k + 1) + (confirmations - k) * ln(ratio));
  }
  return Math.min(1, chance);
}
