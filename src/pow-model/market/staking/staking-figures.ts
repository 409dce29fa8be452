import { stakedFraction } from '../../rules/token-balance.js';
import type { StakingScenario } from '../scenario/market-scenario.js';

/** What holding earns in a year, in shares of the whole supply: real returns, after what issuance dilutes. */
export interface StakingFigures {
  /** q; null where the rule pays no stake. */
  readonly staked: number | null;
  /** Of a holder who does not stake. */
  readonly passiveReturn: number;
  /** Of a validator on its own stake, commission included, and of its delegators; null where the rule pays no stake. */
  readonly validatorReturn: number | null;
  readonly delegatorReturn: number | null;
  /** Of all stakers together, of those who restake their pay, and of those who take it out. */
  readonly stakerReturn: number | null;
  readonly restakerReturn: number | null;
  readonly withdrawerReturn: number | null;
  /** What holders and stakers together lose to those who are paid for something: work and owner. */
  readonly dilution: number;
}

/** Yearly emission, by whom it reaches, over the supply; what is burned reaches nobody and dilutes nobody. */
export interface YearlyIssuance {
  readonly work: number;
  readonly stake: number;
  readonly owner: number;
}

/**
 * Real yearly returns of those who hold (equation 3.11, with owner and burning). Weighted by what each group holds they
 * sum to what work and owner get.
 *
 * @example
 * // 5 % issued, half to stake, all staked: stakers lose what work is paid
 * stakingFigures({ work: 0.025, stake: 0.025, owner: 0 }, { stakedFraction: 1, requiredPremiumPerYear: 0.05, restakedShare: 1, delegatedShare: 0, commission: 0 }).dilution; // 0.025
 */
export function stakingFigures(issuance: YearlyIssuance, staking: StakingScenario): StakingFigures {
  const issued = issuance.work + issuance.stake + issuance.owner;
  const real = (nominal: number) => (1 + nominal) / (1 + issued) - 1;
  const common = { passiveReturn: real(0), dilution: issuance.work + issuance.owner };
  const none = null;
  if (!(issuance.stake > 0)) {
    return {
      ...common,
      staked: none,
      validatorReturn: none,
      delegatorReturn: none,
      stakerReturn: none,
      restakerReturn: none,
      withdrawerReturn: none,
    };
  }
  const staked = staking.stakedFraction ?? stakedFraction(0, issuance.stake, staking.requiredPremiumPerYear);
  const mean = issuance.stake / staked;
  const { delegatedShare, commission, restakedShare } = staking;
  const own = 1 - delegatedShare;
  const { restaker, withdrawer } = restakingYields(issuance.stake, staked, restakedShare);
  return {
    ...common,
    staked,
    validatorReturn: own > 0 ? real(mean * (1 + (commission * delegatedShare) / own)) : none,
    delegatorReturn: delegatedShare > 0 ? real(mean * (1 - commission)) : none,
    stakerReturn: real(mean),
    restakerReturn: restaker === null ? none : real(restaker),
    withdrawerReturn: withdrawer === null ? none : real(withdrawer),
  };
}

/**
 * A year of a fixed pay to stake, of which some restake each week: what they gain on those who take theirs out. Both
 * together always get the pay and no more: compounding moves money between stakers and makes none.
 */
function restakingYields(
  payPerYear: number,
  staked: number,
  restakedShare: number,
): { restaker: number | null; withdrawer: number | null } {
  const weeks = 52;
  const restakedAtStart = staked * restakedShare;
  const fixed = staked - restakedAtStart;
  let restaked = restakedAtStart;
  let withdrawn = 0;
  for (let week = 0; week < weeks; week++) {
    const yieldOfWeek = payPerYear / weeks / (restaked + fixed);
    withdrawn += yieldOfWeek;
    restaked *= 1 + yieldOfWeek;
  }
  return {
    restaker: restakedAtStart > 0 ? restaked / restakedAtStart - 1 : null,
    withdrawer: fixed > 0 ? withdrawn : null,
  };
}
