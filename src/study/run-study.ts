import { builtinCatalog } from '../chips/catalog/find-chip.js';
import { UserError } from '../foundation/errors/user-error.js';
import type { Executor } from '../foundation/record/executor.js';
import { evaluate } from './evaluate.js';
import type { Outcome } from './outcome/outcome.js';
import { catalogLookup } from './run/machine/resolve-machines.js';
import { STUDY_JOBS } from './run/study-jobs.js';

/**
 * Runs a study of any kind: the text of a study file, or what such a file says as plain data. Chips are those of the
 * catalog; the outcome is tables with their headline.
 *
 * @throws UserError with every problem of the file at once
 */
export async function runStudy(study: string | object): Promise<Outcome> {
  const text = typeof study === 'string' ? study : JSON.stringify(study);
  const { outcome } = await evaluate('study', {
    file: 'study.yaml',
    text,
    lookupChip: catalogLookup(builtinCatalog()),
    readText: noFiles,
    executor: ONE_AFTER_THE_OTHER,
  });
  return outcome;
}

/** Results do not depend on the executor (I8), so a program without threads takes the plainest. */
const ONE_AFTER_THE_OTHER: Executor = {
  workers: 1,
  async map<Input, Result>(kind: string, inputs: readonly Input[]): Promise<Result[]> {
    const job = STUDY_JOBS[kind as keyof typeof STUDY_JOBS] as unknown as (input: Input) => Promise<Result> | Result;
    const results: Result[] = [];
    for (const input of inputs) results.push(await job(input));
    return results;
  },
  async close() {},
};

function noFiles(file: string): string {
  const found = 'No files can be read here.';
  throw new UserError([{ code: 'unreadable-file', file, line: null, path: '', found, fix: 'State the prices.' }]);
}
