export { stakeAttackUsd, workAttackUsd } from './attack-cost.js';
export { bandOverRuns, bandSeries } from './band-over-runs.js';
export { type ClassRun, classRun } from './class-run.js';
export { type Concentration, concentration, type OperatorSizes } from './concentration.js';
export { operatorSizes } from './operator-sizes.js';
export { type ClassRuns, type RuleRuns, ruleMetrics } from './rule-metrics.js';
