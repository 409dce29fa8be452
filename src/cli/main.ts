import yargs, { type CommandModule } from 'yargs';
import { isUserError } from '../foundation/user-error.js';
import { benchCommand } from './commands/bench.js';
import { chipsCommand } from './commands/chips.js';
import { economyCommand } from './commands/economy.js';
import { kernelsCommand } from './commands/kernels.js';
import { powCommand } from './commands/pow.js';
import { simulateCommand } from './commands/simulate.js';
import { studyCommand } from './commands/study.js';
import { workloadsCommand } from './commands/workloads.js';
import { EXIT } from './exit-codes.js';
import { printError } from './output.js';
import { toolVersion } from './tool-version.js';

/** Every command, in the order of the help text. */
const COMMANDS: readonly CommandModule[] = [
  studyCommand,
  chipsCommand,
  workloadsCommand,
  kernelsCommand,
  simulateCommand,
  powCommand,
  economyCommand,
  benchCommand,
];

/** Runs the command line; sets the exit code and never calls exit itself, so that pending output is written. */
export async function main(argv: readonly string[]): Promise<void> {
  const parser = yargs([...argv])
    .scriptName('siliconomics')
    .version(toolVersion())
    .option('quiet', { type: 'boolean', default: false, describe: 'no progress and no remarks on standard error' })
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .exitProcess(false)
    .completion('completion', 'print a shell completion script')
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
  for (const command of COMMANDS) parser.command(command);
  try {
    await parser.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

class UsageError extends Error {}

/** Prints an error the way its kind deserves and returns the exit code. */
function report(error: unknown): number {
  if (isUserError(error)) {
    printError(error.message);
    return EXIT.usage;
  }
  if (error instanceof UsageError) {
    printError(`${error.message}\nTry: siliconomics --help`);
    return EXIT.usage;
  }
  printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
  printError('This is a bug in siliconomics: please report it with the command that you ran.');
  return EXIT.bug;
}
