import type { JobTable } from '../../src/execute/index.js';

/** Input of the job `self-check`. */
export interface SelfCheckInput {
  readonly value: number;
  readonly fail: 'no' | 'user-error' | 'bug';
}

export declare const SELF_CHECK_JOBS: JobTable;
