import type { EconomyFile } from './economy-file.js';
import type { EconomyOutcome } from './economy-outcome.js';
import { runDesigned } from './run-designed.js';
import { runReplay } from './run-replay.js';

/** Runs an economy file of either kind. */
export function runEconomy(file: EconomyFile): EconomyOutcome {
  switch (file.kind) {
    case 'designed':
      return runDesigned(file);
    case 'bitcoin-replay':
      return runReplay(file);
    default:
      return file satisfies never;
  }
}
