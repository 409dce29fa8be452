import { isUserError, type Problem, UserError } from '../foundation/errors/user-error.js';
import type { JobTable } from './job-table.js';

/** What a job came to, as plain data: errors lose their class and fields on the way out of a thread or a queue. */
export type JobOutcome =
  | { readonly status: 'done'; readonly result: unknown }
  | { readonly status: 'user-error'; readonly problems: readonly Problem[] }
  | { readonly status: 'bug'; readonly message: string; readonly stack: string };

/** Runs one job to its outcome; never throws. */
export async function runJob(jobs: JobTable, kind: string, input: unknown): Promise<JobOutcome> {
  const job = Object.hasOwn(jobs, kind) ? jobs[kind] : undefined;
  if (job === undefined)
    return { status: 'bug', message: `There is no job of kind ${JSON.stringify(kind)}.`, stack: '' };
  try {
    return { status: 'done', result: await job(input as never) };
  } catch (error) {
    if (isUserError(error)) return { status: 'user-error', problems: error.problems };
    const { message, stack } = error as { message?: unknown; stack?: unknown };
    return { status: 'bug', message: String(message ?? error), stack: String(stack ?? '') };
  }
}

/**
 * The results of jobs in the order of their inputs, or the failure of the first input that failed, so that the error
 * does not depend on which worker was faster: its UserError, or an Error with the job's own message and stack.
 */
export function resultsOf(kind: string, outcomes: readonly JobOutcome[]): unknown[] {
  return outcomes.map((outcome, index) => {
    switch (outcome.status) {
      case 'done':
        return outcome.result;
      case 'user-error':
        throw new UserError(outcome.problems);
      case 'bug':
        throw new Error(`Job ${kind}[${index}] failed: ${outcome.message}`, { cause: outcome.stack });
      default: {
        const never: never = outcome;
        throw new Error(`Unknown job outcome: ${JSON.stringify(never)}.`);
      }
    }
  });
}
