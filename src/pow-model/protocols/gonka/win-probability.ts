import { betaI } from '../../../foundation/numeric/portable-math.js';
import { ruleViolation } from '../rule-violation.js';

/** Distance below which a nonce of PoC v1 is valid: gonka-ai/gonka@312044d:decentralized-api/mlnodeclient/poc.go `r_target`. */
export const GONKA_TARGET_RADIUS = 1.4013564660458173;

/**
 * Chance that a random point of the unit sphere in `dim` dimensions lies within `radius` of a given one: the share of the
 * sphere's surface in a cap of cos = 1 - radius^2 / 2, half of I_{1 - cos^2}((dim - 1) / 2, 1/2) on the near side.
 *
 * @example
 * gonkaWinProbability(8196, 1.4013564660458173).toFixed(6) // '0.050647'
 */
export function gonkaWinProbability(dim: number, radius: number): number {
  if (!Number.isInteger(dim) || dim < 2) {
    throw ruleViolation('dimension', 'dim', `${dim}.`, 'Give a whole number of 2 or more.');
  }
  if (!(radius >= 0)) throw ruleViolation('radius', 'radius', `${radius}.`, 'Give a distance of 0 or more.');
  if (radius >= 2) return 1;
  const cos = 1 - (radius * radius) / 2;
  const cap = betaI(1 - cos * cos, (dim - 1) / 2, 0.5) / 2;
  return cos >= 0 ? cap : 1 - cap;
}
