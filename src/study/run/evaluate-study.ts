import type { ParsedDocument } from '../../foundation/document/document.js';
import { UserError } from '../../foundation/errors/user-error.js';
import type { Executor } from '../../foundation/record/executor.js';
import { createDefaultCostModel } from '../../kernels/index.js';
import { builtinModels } from '../../workloads/models/model-catalog.js';
import type { StudyFile } from '../files/study-file.js';
import { runDesigned } from './designed/run-designed.js';
import { type ReadText, resolveGiven } from './given/given-scenario-of.js';
import { runGiven } from './given/run-given.js';
import type { ChipLookup } from './machine/resolve-machines.js';
import { runReplay } from './replay/run-replay.js';
import { resolveStudy } from './rewards/resolve-study.js';
import { runRewards, type StudyProgress } from './rewards/run-rewards.js';
import type { StudyResult } from './study-result.js';

/**
 * Runs a study file of any kind. Chips and tables that the file names are looked up; what can run in parallel goes to the
 * executor. Throws a UserError with every chip that is unknown or cannot do the work.
 */
export async function evaluateStudy(
  { value: file, problem }: Pick<ParsedDocument<StudyFile>, 'value' | 'problem'>,
  lookupChip: ChipLookup,
  executor: Executor,
  readText: ReadText = noFiles,
  progress: StudyProgress = () => {},
): Promise<StudyResult> {
  switch (file.kind) {
    case 'chips-to-rewards': {
      const study = resolveStudy({ value: file, problem }, lookupChip, builtinModels());
      return runRewards(study, createDefaultCostModel(), progress);
    }
    case 'given':
      return await runGiven(resolveGiven({ value: file, problem }, lookupChip, readText), executor);
    case 'designed':
      return await runDesigned({ value: file, problem }, lookupChip, executor);
    case 'bitcoin-replay':
      return runReplay(file);
    default:
      return file satisfies never;
  }
}

/** Where no files can be read, one that is named is a mistake. */
function noFiles(path: string): string {
  const found = 'No files can be read here.';
  throw new UserError([{ code: 'unreadable-file', file: path, line: null, path: '', found, fix: 'State the prices.' }]);
}
