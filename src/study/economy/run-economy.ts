import type { ParsedDocument } from '../../foundation/document.js';
import type { Executor } from '../../foundation/executor.js';
import type { ChipLookup } from '../resolve-study.js';
import type { EconomyFile } from './economy-file.js';
import type { EconomyOutcome } from './economy-outcome.js';
import { runDesigned } from './run-designed.js';
import { runReplay } from './run-replay.js';

/**
 * Runs an economy file of any kind. Chips that the file names are looked up; what can run in parallel goes to the
 * executor. Throws a UserError with every chip that is unknown or cannot do the work.
 */
export async function runEconomy(
  { value: file, problem }: Pick<ParsedDocument<EconomyFile>, 'value' | 'problem'>,
  lookupChip: ChipLookup,
  executor: Executor,
): Promise<EconomyOutcome> {
  switch (file.kind) {
    case 'designed':
      return await runDesigned({ value: file, problem }, lookupChip, executor);
    case 'bitcoin-replay':
      return runReplay(file);
    default:
      return file satisfies never;
  }
}
