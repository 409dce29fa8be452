import yargs from 'yargs';
import { isUserError } from '../foundation/user-error.js';
import { loadCommands } from './command-table.js';
import { EXIT } from './exit-codes.js';
import { printError } from './output.js';
import { toolVersion } from './tool-version.js';

/** Runs the command line; sets the exit code and never calls exit itself, so that pending output is written. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', ignoreClosedPipe);
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
  for (const command of await loadCommands(argv)) parser.command(command);
  try {
    await parser.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** A reader that has seen enough, such as `head`, closes the pipe: nothing is wrong. */
function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
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
