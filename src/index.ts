export * as chips from './chips/index.js';
export { formatProblem, isUserError, type Problem, UserError } from './foundation/errors/user-error.js';
export * as kernels from './kernels/index.js';
export * as pow from './pow-model/index.js';
export * as sim from './sim/index.js';
export { type ChipArgument, type SimulateOptions, simulate } from './sim/machine/simulate.js';
export * as study from './study/index.js';
export { runStudy } from './study/run-study.js';
export * as workloads from './workloads/index.js';
