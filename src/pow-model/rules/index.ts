export { bittensorRule, type SubnetPay, subnetPay } from './bittensor-rule.js';
export { blockCoins, CHAIN_SUBSIDIES, type ChainPoint, type ChainSubsidy, type SubsidyChain } from './chain-subsidy.js';
export { EmissionLedger, type EpochSettlement, settleCohorts } from './emission-ledger.js';
export { REWARD_PRESETS, rewardPreset } from './reward-presets.js';
export { type RewardRule, rewardRuleFaults, type WorkClassShare, workShare } from './reward-rule.js';
export {
  balancedWorkUsd,
  stakedFraction,
  stakeShareVariance,
  type TokenTransfers,
  tokenTransfers,
} from './token-balance.js';
