import { createExecutor } from '../../execute/create-executor.js';
import { UserError } from '../../foundation/errors/user-error.js';
import type { Executor } from '../../foundation/record/executor.js';
import { STUDY_JOBS } from '../../study/run/study-jobs.js';

/** More threads than any machine of today has only cost memory. */
const MOST_WORKERS = 256;

/** The executor of `--workers`, which knows the jobs of studies; refuses a number that is none. */
export function studyExecutor(workers: number): Executor {
  if (!(Number.isInteger(workers) && workers >= 1 && workers <= MOST_WORKERS)) {
    const fix = `Give a whole number from 1 to ${MOST_WORKERS}.`;
    const found = `It must be a whole number of threads; found ${workers}.`;
    throw new UserError([{ code: 'bad-workers', file: 'command line', line: null, path: '--workers', found, fix }]);
  }
  const url = new URL('../../study/run/study-jobs.js', import.meta.url).href;
  return createExecutor(workers, { table: STUDY_JOBS, module: { url, exportName: 'STUDY_JOBS' } });
}
