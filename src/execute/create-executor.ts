import type { Executor } from '../foundation/record/executor.js';
import { createInlineExecutor } from './inline-executor.js';
import { createThreadExecutor } from './thread-executor.js';

/** One worker is this thread; more are threads. Results are the same bits for any number (I8). */
export function createExecutor(workers: number): Executor {
  return workers === 1 ? createInlineExecutor() : createThreadExecutor(workers);
}
