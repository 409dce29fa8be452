import { poisson } from '../../foundation/numeric/distributions/index.js';
import { exp, lgamma, ln } from '../../foundation/numeric/portable-math.js';
import { createStream } from '../../foundation/numeric/random-stream.js';
import { requireCount } from '../protocols/rule-violation.js';
import { requireShare } from './selfish-mining-revenue.js';

export interface DoubleSpendInput {
  readonly q: number;
  readonly confirmations: number;
  readonly trials: number;
  /**
   * What the merchant waits for: the blocks themselves, or, as in Nakamoto's formula, the time in which they are expected.
   */
  readonly waiting: 'blocks' | 'expected-time';
  readonly seed: number | string;
}

/** A race is given up where its chance of success has fallen below this. */
const LOST = 1e-7;

/** Share of double-spend races that an attacker wins, by simulation of the race block by block. */
export function simulateDoubleSpend({ q, confirmations, trials, waiting, seed }: DoubleSpendInput): number {
  requireShare(q, 'q');
  requireCount(confirmations, 'confirmations');
  requireCount(trials, 'trials');
  if (q >= 0.5) return 1;
  if (q === 0) return confirmations === 0 ? 1 : 0;
  const draws = createStream(seed, 'double-spend');
  const giveUp = Math.ceil(ln(LOST) / ln(q / (1 - q)));
  let won = 0;
  for (let trial = 0; trial < trials; trial++) {
    let attacker = waiting === 'blocks' ? 0 : poisson(draws, (confirmations * q) / (1 - q));
    for (let honest = 0; waiting === 'blocks' && honest < confirmations; ) {
      if (draws.nextUniform() < q) attacker += 1;
      else honest += 1;
    }
    let deficit = confirmations - attacker;
    while (deficit > 0 && deficit < giveUp) deficit += draws.nextUniform() < q ? -1 : 1;
    if (deficit <= 0) won += 1;
  }
  return won / trials;
}

/**
 * Chance of a double spend when the merchant waits for the blocks themselves, so that the attacker's progress is negative
 * binomial. Source: Rosenfeld, "Analysis of hashrate-based double-spending", 2014, equation 1.
 *
 * @example
 * doubleSpendAfterBlocks(0.1, 2).toFixed(5) // '0.05600'
 */
export function doubleSpendAfterBlocks(q: number, confirmations: number): number {
  requireShare(q, 'q');
  requireCount(confirmations, 'confirmations');
  if (q >= 0.5 || confirmations === 0) return 1;
  if (q === 0) return 0;
  const p = 1 - q;
  let lost = 0;
  for (let n = 0; n < confirmations; n++) {
    const ways = lgamma(n + confirmations) - lgamma(n + 1) - lgamma(confirmations);
    lost += exp(ways + confirmations * ln(p) + n * ln(q)) - exp(ways + n * ln(p) + confirmations * ln(q));
  }
  return Math.max(0, 1 - lost);
}
