/** How a network is attacked and its coins are sold, where a file does not say. */
export const NETWORK_DEFAULTS = {
  /** Stake that stops finality (Castro and Liskov, "Practical Byzantine fault tolerance", OSDI 1999). */
  stakeAttackShare: 1 / 3,
  /** Work rate of a majority. */
  workAttackShare: 0.51,
  /** Premium over other uses of money for which stakers stay, a year. */
  requiredPremiumPerYear: 0.05,
  /** Pay that is sold at once: miners have bills in dollars. */
  soldByMiners: 1,
  soldByHolders: 0.2,
} as const;
