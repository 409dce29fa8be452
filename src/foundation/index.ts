export * from './distributions.js';
export type { Band, Estimate, Provenance } from './estimate.js';
export { PROVENANCES, weakerProvenance } from './estimate.js';
export type { Executor } from './executor.js';
export { createStream, RandomStream } from './random-stream.js';
export type { Problem } from './user-error.js';
export { formatProblem, isUserError, UserError } from './user-error.js';
