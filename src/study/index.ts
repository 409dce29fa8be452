export type { MorrisEffect } from '../search/morris.js';
export type { SobolIndex } from '../search/sobol-indices.js';
export type { InferencePass, InferencePlace } from '../sim/machine/pass/inference-pass.js';
export { PLAIN_WAY } from '../sim/machine/pass/inference-pass.js';
export { type MachineChoice, machineOf } from '../sim/machine/place/machine-of.js';
export {
  type MachineSpec,
  type PlacedMachine,
  type PlacementRefusal,
  placeMachine,
} from '../sim/machine/place/place-machine.js';
export { type RequestRun, type RequestShape, simulateRequest } from '../sim/machine/request/inference-request.js';
export { type InferenceAnswer, type InferenceQuestion, simulateInference } from '../sim/machine/simulate-inference.js';
export type { BacktestBar } from './backtest/backtest-bar.js';
export type { ModelScores } from './backtest/backtest-outcome.js';
export type { BacktestPaths, MonthlyPath, MonthlySeries } from './backtest/backtest-paths.js';
export type { BitcoinFit } from './backtest/bitcoin-fit.js';
export type { ConditionalScore } from './backtest/conditional-test.js';
export * from './backtest/index.js';
export type { QuarterRatio, QuarterScore, ScoreIntervals } from './backtest/quarter-scores.js';
export type { ResidualBand } from './backtest/residual-band.js';
export type { SettingBand } from './backtest/setting-band.js';
export * from './claims/index.js';
export {
  EVALUATION_KINDS,
  type EvaluationInputs,
  type EvaluationKind,
  type EvaluationResults,
  evaluate,
} from './evaluate/evaluate.js';
export { readStudy, runStudy, runStudyDocument, type StudyOptions, type StudyRun } from './evaluate/run-study.js';
export type { DesignedFile } from './files/designed/designed-file.js';
export type { ChainRule } from './files/fields/reward-rule-fields.js';
export type { RewardsFile } from './files/rewards/rewards-file.js';
export { parseStudyFile, type StudyFile, type StudyKind, studySchema } from './files/study-file.js';
export type { FigureStyle, Headline, HeadlineLine, Outcome } from './outcome/outcome.js';
export { outcomeOf } from './outcome/outcome-of.js';
export type { ColumnRole, OutcomeCell, OutcomeColumn, OutcomeTable } from './outcome/outcome-table.js';
export * from './rates/index.js';
export { COMPARISON_LABELS, type ComparisonRule } from './run/comparison/comparison-pay.js';
export type { ComparisonToken } from './run/comparison/comparison-rules.js';
export { type ComparedRule, compareUnder } from './run/comparison/comparison-rules.js';
export type { ChipDelay } from './run/designed/chip-delay.js';
export type { MapCell } from './run/designed/design-map.js';
export { breakEvenShares, type DesignMap, designMap } from './run/designed/design-map.js';
export {
  type DesignedHardware,
  type DesignPurpose,
  designedHardware,
  designOptions,
  referenceHardware,
} from './run/designed/design-options.js';
export type { DesignPath } from './run/designed/design-paths.js';
export type { DesignStaircases, StaircaseStep } from './run/designed/design-staircase.js';
export type { Tornado, TornadoBar } from './run/designed/design-tornado.js';
export { comparePayments, type PaidComparison } from './run/designed/design-uncertainty.js';
export type { BreakEvenShare, DesignChoice, DesignedEconomy } from './run/designed/designed-outcome.js';
export type { NamedNetwork } from './run/designed/named-networks.js';
export { type ChipVerdict, chipVerdict } from './run/designed/verdict-flips.js';
export { evaluateStudy } from './run/evaluate-study.js';
export type {
  CentralQuarter,
  GivenEconomy,
  GivenMachine,
  GivenRule,
  VarianceSplit,
} from './run/given/given-outcome.js';
export type { ReadText } from './run/given/given-scenario-of.js';
export { type ChipLookup, catalogLookup } from './run/machine/resolve-machines.js';
export type { StudyMachine } from './run/machine/study-machine.js';
export type { HashWorkload, InferenceWorkload, MatmulPowWorkload, Workload } from './run/machine/workload.js';
export type { PhaseReport, WorkloadResult } from './run/machine/workload-result.js';
export { bitcoinCrossings, type GenerationCrossing } from './run/replay/bitcoin-thresholds.js';
export type { ReplayEconomy, ReplayYear } from './run/replay/replay-outcome.js';
export { type ResolvedStudy, resolveStudy } from './run/rewards/resolve-study.js';
export type { MachineResult, MemoryPart, PaidWorkloadOutcome, RewardsOutcome } from './run/rewards/rewards-outcome.js';
export { runRewards, type StudyProgress } from './run/rewards/run-rewards.js';
export type { StudyResult } from './run/study-result.js';
