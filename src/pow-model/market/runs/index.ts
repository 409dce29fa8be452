export { compareRules, compareRulesWith, comparisonRange } from './compare-rules.js';
export {
  centralFigures,
  centralRuns,
  MARKET_RUNS_JOB,
  type MarketRange,
  type MarketRuns,
  runMarketRange,
  runMarketWith,
  sampleWeeks,
  scenarioWeeks,
} from './market-runs.js';
export type { ClassOutcome, RewardFlow, RuleOutcome } from './rule-outcomes.js';
