import { type JobOutcome, runJob } from './job-outcome.js';
import { type JobModule, loadJobTable } from './job-table.js';

/** One job as a worker receives it. */
export interface WorkerTask {
  readonly module: JobModule;
  readonly kind: string;
  readonly input: unknown;
}

/** The entry of a worker thread; the pool calls it with one job at a time. A module is imported once a thread. */
export default async function work({ module, kind, input }: WorkerTask): Promise<JobOutcome> {
  return runJob(await loadJobTable(module), kind, input);
}
