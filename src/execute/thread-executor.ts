import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Executor } from '../foundation/record/executor.js';
import { type JobOutcome, resultsOf } from './job-outcome.js';
import type { JobModule } from './job-table.js';
import type { WorkerTask } from './job-worker.js';

/**
 * Runs jobs in worker threads of this process, started when the first job comes; `close` ends them. Results come in the
 * order of the inputs and the same failure is thrown for any number of workers (I8). Needs built JavaScript, and `module` as well.
 */
export function createThreadExecutor(module: JobModule, workers: number = availableParallelism()): Executor {
  if (!(Number.isInteger(workers) && workers >= 1)) throw new Error(`Workers are counted from 1, not ${workers}.`);
  const worker = new URL('./job-worker.js', import.meta.url);
  if (!existsSync(fileURLToPath(worker)))
    throw new Error('Worker threads need the built package: run `npm run build`.');
  let pool: Piscina | null = null;
  let closed = false;
  return {
    workers,
    async map<Input, Result>(kind: string, inputs: readonly Input[]): Promise<Result[]> {
      if (closed) throw new Error('This executor is closed.');
      if (inputs.length === 0) return [];
      pool ??= new Piscina({ filename: worker.href, minThreads: 1, maxThreads: workers });
      const running = pool;
      const settled = await Promise.allSettled(
        inputs.map((input): Promise<JobOutcome> => running.run({ module, kind, input } satisfies WorkerTask)),
      );
      const outcomes = settled.map((one): JobOutcome => {
        if (one.status === 'fulfilled') return one.value;
        const { message, stack } = one.reason as { message?: unknown; stack?: unknown };
        return { status: 'bug', message: String(message ?? one.reason), stack: String(stack ?? '') };
      });
      return resultsOf(kind, outcomes) as Result[];
    },
    async close() {
      closed = true;
      await pool?.destroy();
      pool = null;
    },
  };
}
