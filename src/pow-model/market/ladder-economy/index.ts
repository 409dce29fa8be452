export { type CoinSchedule, coinSchedule } from './coin-schedule.js';
export { stakeAttack, type WorkAttack, workAttack } from './ladder-attack.js';
export { type LadderFigure, type LadderFigures, USE_FIGURES } from './ladder-figures.js';
export {
  centralFigures,
  centralRuns,
  type LadderRange,
  type LadderRuns,
  ladderWeeks,
  runLadderRange,
  sampleWeeks,
} from './ladder-runs.js';
export type {
  AttackScenario,
  InferenceScenario,
  LadderScenario,
  LadderToken,
  OperatorCohort,
  PoolSizes,
  RuleVariant,
  SellingBalance,
  StakingScenario,
} from './ladder-scenario.js';
export { cohortWork, lognormalCohorts, operatorConcentration } from './operator-concentration.js';
export { type PaidPath, type WeekUses, weekUses } from './paid-path.js';
export { rulePrice, soldShare } from './rule-price.js';
export type { RuleRun } from './run-figures.js';
export { type StakingFigures, stakingFigures } from './staking-figures.js';
