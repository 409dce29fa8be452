import { type Fixed, normalize, sum } from './fixed-point.js';

/**
 * For each column the largest weight that validators with at least a share `majority` of the stake give or exceed; the
 * chain finds it as a stake-weighted median (subtensor `weighted_median_col`).
 */
export function consensusWeights(
  stake: readonly Fixed[],
  weights: readonly (readonly Fixed[])[],
  majority: Fixed,
): Fixed[] {
  const voters = stake.flatMap((value, i) => (value > 0n ? [i] : []));
  if (voters.length === 0) return stake.map(() => 0n);
  const shares = normalize(voters.map((i) => stake[i]!));
  const minority = sum(shares) - majority;
  return stake.map((_, column) => {
    const order = voters
      .map((voter, at) => ({ weight: weights[voter]![column]!, share: shares[at]! }))
      .sort((a, b) => (a.weight < b.weight ? -1 : a.weight > b.weight ? 1 : 0));
    let below = 0n;
    for (const { weight, share } of order) {
      below += share;
      if (below > minority) return weight;
    }
    return order[order.length - 1]!.weight;
  });
}
