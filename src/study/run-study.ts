import { builtinCatalog } from '../chips/catalog/find-chip.js';
import type { Executor } from '../foundation/record/executor.js';
import { parseStudyFile } from './files/study-file.js';
import type { Outcome } from './outcome/outcome.js';
import { outcomeOf } from './outcome/outcome-of.js';
import { evaluateStudy } from './run/evaluate-study.js';
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
  const document = parseStudyFile('study.yaml', text);
  return outcomeOf(await evaluateStudy(document, catalogLookup(builtinCatalog()), ONE_AFTER_THE_OTHER));
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
