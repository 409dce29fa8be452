import type { ParsedDocument } from '../../foundation/document/document.js';
import { UserError } from '../../foundation/errors/user-error.js';
import type { Executor } from '../../foundation/record/executor.js';
import type { ChipLookup } from '../files/resolve-study.js';
import type { EconomyFile } from './economy-file.js';
import type { EconomyOutcome } from './economy-outcome.js';
import { type ReadText, resolveLadder } from './ladder-scenario-of.js';
import { runDesigned } from './run-designed.js';
import { runLadder } from './run-ladder.js';
import { runReplay } from './run-replay.js';

/**
 * Runs an economy file of any kind. Chips and tables that the file names are looked up; what can run in parallel goes
 * to the executor. Throws a UserError with every chip that is unknown or cannot do the work.
 */
export async function runEconomy(
  { value: file, problem }: Pick<ParsedDocument<EconomyFile>, 'value' | 'problem'>,
  lookupChip: ChipLookup,
  executor: Executor,
  readText: ReadText = noFiles,
): Promise<EconomyOutcome> {
  switch (file.kind) {
    case 'ladder':
      return await runLadder(resolveLadder({ value: file, problem }, lookupChip, readText), executor);
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
