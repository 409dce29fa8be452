export type { CompareInput, MarketUncertainty, TokenScenario } from './compare-input.js';
export type {
  AttackScenario,
  InferenceScenario,
  LadderScenario,
  LadderToken,
  OperatorCohort,
  OperatorSizes,
  PoolSizes,
  RuleVariant,
  SellingBalance,
  StakingScenario,
} from './market-scenario.js';
export { PricePathError, type TokenPriceModel, tokenPricePath } from './token-price.js';
export { DEFAULT_UNCERTAINTY } from './uncertainty-defaults.js';
