import { type JobOutcome, runJob } from './job-outcome.js';

/** The entry of a worker thread; the pool calls it with one job at a time. */
export default function work({ kind, input }: { kind: string; input: unknown }): Promise<JobOutcome> {
  return runJob(kind, input);
}
