export { compareRules, compareRulesWith, MARKET_RUNS_JOB } from './compare-rules.js';
export {
  centralFigures,
  centralRuns,
  type LadderRange,
  type LadderRuns,
  ladderWeeks,
  runLadderRange,
  sampleWeeks,
} from './ladder-runs.js';
export { type MarketRange, type MarketRuns, runMarketRange } from './market-runs.js';
export type { ClassOutcome, RewardFlow, RuleOutcome } from './rule-outcomes.js';
