import type { Executor } from '../foundation/record/executor.js';
import { type JobOutcome, resultsOf, runJob } from './job-outcome.js';
import type { JobTable } from './job-table.js';

/**
 * Runs jobs one after the other in the calling thread. Inputs and results are cloned as threads would, so that a job
 * cannot come to depend on shared objects (I8). After `close` every further `map` is refused.
 */
export function createInlineExecutor(jobs: JobTable): Executor {
  let closed = false;
  return {
    workers: 1,
    async map<Input, Result>(kind: string, inputs: readonly Input[]): Promise<Result[]> {
      if (closed) throw new Error('This executor is closed.');
      const outcomes: JobOutcome[] = [];
      for (const input of inputs) {
        const outcome = structuredClone(await runJob(jobs, kind, structuredClone(input)));
        outcomes.push(outcome);
        if (outcome.status !== 'done') break;
      }
      return resultsOf(kind, outcomes) as Result[];
    },
    async close() {
      closed = true;
    },
  };
}
