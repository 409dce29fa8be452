import type { Executor } from '../../foundation/record/executor.js';
import { STUDY_JOBS } from '../run/study-jobs.js';

const JOBS: Readonly<Record<string, (input: never) => unknown>> = STUDY_JOBS;

/** Runs the jobs of studies one after the other, where no executor is given: the same bits as any other (I8). */
export const inlineStudyExecutor: Executor = {
  workers: 1,
  async map<Input, Result>(kind: string, inputs: readonly Input[]): Promise<Result[]> {
    const run = JOBS[kind] as ((input: Input) => Result | Promise<Result>) | undefined;
    if (run === undefined) throw new Error(`There is no job ${JSON.stringify(kind)}.`);
    const results: Result[] = [];
    for (const input of inputs) results.push(await run(input));
    return results;
  },
  async close() {},
};
