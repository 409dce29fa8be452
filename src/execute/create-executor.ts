import type { Executor } from '../foundation/record/executor.js';
import { createInlineExecutor } from './inline-executor.js';
import type { JobModule, JobTable } from './job-table.js';
import { createThreadExecutor } from './thread-executor.js';

/** The jobs as the caller holds them, and where a worker thread finds the same. */
export interface ExecutorJobs {
  readonly table: JobTable;
  readonly module: JobModule;
}

/** One worker is this thread; more are threads. Results are the same bits for any number (I8). */
export function createExecutor(workers: number, { table, module }: ExecutorJobs): Executor {
  return workers === 1 ? createInlineExecutor(table) : createThreadExecutor(module, workers);
}
