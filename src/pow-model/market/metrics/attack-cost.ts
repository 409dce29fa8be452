import { exp } from '../../../foundation/numeric/portable-math.js';
import type { MachineOffer } from '../fleet/machine-offer.js';

/**
 * Replacement value of a share of the work rate: what buying that much work anew costs with the cheapest machine on
 * sale (USD). Rented machines count at their purchase price, because an attacker who only rents is another figure.
 */
export function workAttackUsd(
  workPerSec: number,
  share: number,
  offers: readonly MachineOffer[],
  year: number,
): number {
  let cheapest = Number.POSITIVE_INFINITY;
  for (const offer of offers) {
    if (offer.availableFromYear > year) continue;
    const price = offer.capitalUsdPerWork * exp(-offer.progressPerYear * year);
    if (price < cheapest) cheapest = price;
  }
  return share * workPerSec * cheapest;
}

/** Value of the share of the stake that suffices (USD), before the purchase moves the price. */
export function stakeAttackUsd(marketValueUsd: number, stakedFraction: number, share: number): number {
  return share * stakedFraction * marketValueUsd;
}
