/**
 * W: yearly value that reaches work when the coin price answers to selling: inflow D balances what miners and holders
 * sell of what they are paid (equation 3.10). Shares sold are 0 to 1. When nobody sells the price is not determined
 * and the result is NaN.
 *
 * @example
 * balancedWorkUsd(1, 0.05, 1, 0.2); // 0.208: a twentieth of the emission draws a fifth of the inflow
 */
export function balancedWorkUsd(inflowUsd: number, share: number, soldByMiners: number, soldByHolders: number): number {
  return (inflowUsd * share) / (share * soldByMiners + (1 - share) * soldByHolders);
}

/** q: staked fraction at which stakers get the premium that they require on the stake (equation 3.12). */
export function stakedFraction(share: number, issuancePerYear: number, requiredPremium: number): number {
  return Math.min(1, ((1 - share) * issuancePerYear) / requiredPremium);
}

/** Real yearly transfers between those who hold a token of constant market value, USD; they sum to zero. */
export interface TokenTransfers {
  readonly stakers: number;
  readonly otherHolders: number;
  readonly miners: number;
}

/** Who pays whom when issuance i dilutes everyone and is paid out by share w to work and 1 - w to stake (equation 3.11). */
export function tokenTransfers(
  marketValueUsd: number,
  issuancePerYear: number,
  share: number,
  staked: number,
): TokenTransfers {
  const issued = marketValueUsd * issuancePerYear;
  return {
    stakers: issued * (1 - share) - staked * issued,
    otherHolders: -(1 - staked) * issued,
    miners: share * issued,
  };
}

/**
 * Variance of a staker's share after `rewards` rewards, each a 1/theta of the first stake, paid at random in proportion
 * to stake and restaked (a Polya urn; Rosu and Saleh, SSRN 3377136). The mean stays at `share`.
 *
 * @example
 * Math.sqrt(stakeShareVariance(0.1, 100, 100)); // 0.0211
 */
export function stakeShareVariance(share: number, theta: number, rewards: number): number {
  return (share * (1 - share) * rewards) / ((theta + 1) * (theta + rewards));
}
