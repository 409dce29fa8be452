export { type CoinPriceModel, coinPricePath, PricePathError } from './coin-price.js';
export type { CoinScenario, CompareInput, MarketUncertainty } from './compare-input.js';
export type {
  AttackScenario,
  InferenceScenario,
  MarketScenario,
  OperatorCohort,
  OperatorSizes,
  PoolSizes,
  RuleVariant,
  ScenarioToken,
  SellingBalance,
  StakingScenario,
} from './market-scenario.js';
export { DEFAULT_UNCERTAINTY } from './uncertainty-defaults.js';
