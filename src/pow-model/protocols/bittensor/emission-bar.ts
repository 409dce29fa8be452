import { pow } from '../../../foundation/numeric/portable-math.js';

/** What sets the bar of the gate, and how steep the gate is. */
export interface EmissionBar {
  /** q: the bar is the share at which the largest shares first sum to this; 0 to 1. */
  readonly mass: number;
  /** `EmissionBarRank`: the bar is the share of this rank; 0 leaves it to `mass`. */
  readonly rank: number;
  /** h of the Hill function. */
  readonly exponent: number;
}

/** The chain's defaults: q 0.61, set to 0.75 on the main network soon after; rank 32 (RaoFoundation/subtensor #3057, #3058). */
export const DEFAULT_EMISSION_BAR: EmissionBar = { mass: 0.61, rank: 32, exponent: 3 };

/** Rounding of sums of shares that may not push the crossing of the mass to the next share. */
const MASS_ROUNDING = 1e-12;

/**
 * theta, the share below which the gate holds emission down. By mass: sorted from the largest, the share at which the sum first
 * reaches q. By rank: the share of that rank among those above 0; with fewer of them the smallest, which is this model's
 * reading, as the sources name no case with fewer. 0 where nothing is above 0.
 *
 * @example
 * emissionBar([1 / 3, 2 / 3], 'mass', DEFAULT_EMISSION_BAR) // 0.6666666666666666
 */
export function emissionBar(shares: readonly number[], by: 'mass' | 'rank', bar: EmissionBar): number {
  const sorted = shares.filter((share) => share > 0).sort((a, b) => b - a);
  if (by === 'rank' && bar.rank > 0) return sorted[Math.min(bar.rank, sorted.length) - 1] ?? 0;
  let sum = 0;
  for (const share of sorted) {
    sum += share;
    if (sum >= bar.mass - MASS_ROUNDING) return share;
  }
  return sorted.at(-1) ?? 0;
}

/**
 * Shares through the Hill gate, not yet normalised: w g(w) with g = 1 / (1 + (theta / w)^h), so that a share at the bar
 * counts half and one far below it almost nothing.
 *
 * @example
 * hillGate([1 / 3, 2 / 3], 2 / 3, 3) // [1 / 27, 1 / 3]
 */
export function hillGate(shares: readonly number[], theta: number, exponent: number): number[] {
  return shares.map((share) => (share > 0 ? share / (1 + pow(theta / share, exponent)) : 0));
}
