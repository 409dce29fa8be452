export { annuityYears, breakEvenRevenue, freeEntryMargin, netPresentValue } from './break-even.js';
export { compareRules, compareRulesWith, MARKET_RUNS_JOB } from './compare-rules.js';
export * from './designed/index.js';
export {
  type InferenceDemand,
  type InferenceMarket,
  jointPrice,
  mixedPrice,
  networkInference,
  rivalPrice,
} from './inference-price.js';
export * from './ladder/index.js';
export * from './ladder-economy/index.js';
export type {
  ClassMarket,
  CompareInput,
  EntryCost,
  MakerCosts,
  MarketConduct,
  MarketInput,
  MarketMachine,
  MarketUncertainty,
  MinerBehaviour,
  SitePrices,
  SoldMixLag,
  TokenScenario,
} from './market-input.js';
export type {
  BandSeries,
  ClassOutcome,
  MarketTrajectory,
  MetricBand,
  RewardFlow,
  RuleMetricName,
  RuleMetrics,
  RuleOutcome,
} from './market-outcome.js';
export { type MarketRange, type MarketRuns, runMarketRange } from './market-runs.js';
export { DEFAULT_MINERS, DEFAULT_UNCERTAINTY, HASH_MAKER, MERCHANT_MAKER } from './miner-defaults.js';
export { simulateMarket } from './simulate-market.js';
export { PricePathError, type TokenPriceModel, tokenPricePath } from './token-price.js';
