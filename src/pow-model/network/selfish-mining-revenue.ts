import { requireShare } from '../protocols/rule-violation.js';

/**
 * Share of the blocks of the main chain that a selfish pool of hash share `alpha` wins when a share `gamma` of honest
 * miners builds on its branch of a tie. 1 from half of the hash rate on.
 * Source: Eyal and Sirer, "Majority is not Enough", 2013, equation 8.
 *
 * @example
 * selfishMiningRevenue(0.4, 0).toFixed(6) // '0.483721'
 */
export function selfishMiningRevenue(alpha: number, gamma: number): number {
  requireShare(alpha, 'alpha');
  requireShare(gamma, 'gamma');
  if (alpha >= 0.5) return 1;
  const honest = 1 - alpha;
  const won = alpha * honest * honest * (4 * alpha + gamma * (1 - 2 * alpha)) - alpha * alpha * alpha;
  return won / (1 - alpha * (1 + (2 - alpha) * alpha));
}

/** Smallest hash share at which selfish mining pays: (1 - gamma) / (3 - 2 gamma). */
export function selfishMiningThreshold(gamma: number): number {
  requireShare(gamma, 'gamma');
  return (1 - gamma) / (3 - 2 * gamma);
}
