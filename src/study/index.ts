export * from './backtest/index.js';
export * from './claims/index.js';
export * from './economy/index.js';
export type { InferencePass, InferencePlace } from './inference-pass.js';
export { type RequestRun, type RequestShape, simulateRequest } from './inference-request.js';
export { type MachineSpec, type PlacedMachine, type PlacementRefusal, placeMachine } from './place-machine.js';
export * from './pow/index.js';
export { type ChipLookup, catalogLookup, type ResolvedStudy, resolveStudy } from './resolve-study.js';
export { runStudy, type StudyProgress } from './run-study.js';
export { type InferenceAnswer, type InferenceQuestion, simulateInference } from './simulate-inference.js';
export { parseStudyFile, type StudyFile, studySchema } from './study-file.js';
export type {
  MachineResult,
  PaidWorkloadOutcome,
  PhaseReport,
  Reasoned,
  StudyOutcome,
  WorkloadResult,
} from './study-outcome.js';
