export type { InferencePass, InferencePlace } from '../sim/machine/inference-pass.js';
export { type RequestRun, type RequestShape, simulateRequest } from '../sim/machine/inference-request.js';
export {
  type MachineSpec,
  type PlacedMachine,
  type PlacementRefusal,
  placeMachine,
} from '../sim/machine/place-machine.js';
export { type InferenceAnswer, type InferenceQuestion, simulateInference } from '../sim/machine/simulate-inference.js';
export * from './backtest/index.js';
export * from './claims/index.js';
export * from './economy/index.js';
export { type ChipLookup, catalogLookup, type ResolvedStudy, resolveStudy } from './files/resolve-study.js';
export { parseStudyFile, type StudyFile, studySchema } from './files/study-file.js';
export type {
  MachineResult,
  PaidWorkloadOutcome,
  PhaseReport,
  StudyOutcome,
  WorkloadResult,
} from './outcome/study-outcome.js';
export * from './rates/index.js';
export { runStudy, type StudyProgress } from './run/run-study.js';
