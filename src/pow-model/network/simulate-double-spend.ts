import { exponential, poisson } from '../../foundation/numeric/distributions/index.js';
import { exp, lgamma, ln } from '../../foundation/numeric/portable-math.js';
import { createStream } from '../../foundation/numeric/random-stream.js';
import { PRIORITY, Simulator } from '../../sim/engine/index.js';
import { requireCount, requireShare } from '../protocols/rule-violation.js';

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
const BLOCK_SEC = 600;
const TICKS_PER_SEC = 1e6;

/** Share of double-spend races that an attacker wins, each race simulated as finds of blocks, one event each. */
export function simulateDoubleSpend({ q, confirmations, trials, waiting, seed }: DoubleSpendInput): number {
  requireShare(q, 'q');
  requireCount(confirmations, 'confirmations');
  requireCount(trials, 'trials');
  if (q >= 0.5) return 1;
  if (q === 0) return confirmations === 0 ? 1 : 0;
  const simulator = new Simulator();
  const finders = createStream(seed, 'double-spend');
  const gaps = createStream(seed, 'double-spend/gaps');
  const giveUp = Math.ceil(ln(LOST) / ln(q / (1 - q)));
  let won = 0;
  let attacker = 0;
  let honest = 0;
  const hasPaid = () => waiting === 'expected-time' || honest >= confirmations;
  const next = () => {
    const ticks = Math.round(exponential(gaps, 1 / BLOCK_SEC) * TICKS_PER_SEC);
    simulator.schedule(ticks, PRIORITY.arrival, find, 0);
  };
  const goOn = () => {
    const deficit = honest - attacker;
    if (!hasPaid() || (deficit > 0 && deficit < giveUp)) next();
    else if (deficit <= 0) won += 1;
  };
  const find = simulator.register('find', () => {
    if (finders.nextUniform() < q) attacker += 1;
    else honest += 1;
    goOn();
  });
  for (let trial = 0; trial < trials; trial++) {
    attacker = waiting === 'blocks' ? 0 : poisson(finders, (confirmations * q) / (1 - q));
    honest = waiting === 'blocks' ? 0 : confirmations;
    goOn();
    simulator.run();
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
