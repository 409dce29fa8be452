import yargs from 'yargs';
import { isUserError } from '../foundation/errors/user-error.js';
import { loadCommands } from './command-table.js';
import { type KnownOptions, valueFault } from './inputs/value-fault.js';
import { EXIT } from './outputs/exit-codes.js';
import { printError } from './outputs/output.js';
import { toolVersion } from './outputs/tool-version.js';

/** Runs the command line; sets the exit code and never calls exit itself, so that pending output is written. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', reportLostOutput);
  const parser = yargs([...argv])
    .scriptName('siliconomics')
    .version(toolVersion())
    .option('quiet', { type: 'boolean', default: false, describe: 'no progress and no remarks on standard error' })
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .check((values, known) => {
      const fault = valueFault(values, known as unknown as KnownOptions);
      if (fault !== null) throw new UsageError(fault);
      return true;
    })
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

/** A reader that has seen enough, such as `head`, closes the pipe and nothing is wrong; a full disk is. */
function reportLostOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  printError(`standard output: It cannot be written (${error.message}).`);
  process.exitCode = EXIT.usage;
}

class UsageError extends Error {}

/** What the system says of paths that cannot be used. */
const UNUSABLE = new Set(['EACCES', 'EEXIST', 'EISDIR', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS']);

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
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (code !== undefined && UNUSABLE.has(code) && path !== undefined) {
    printError(`${path}: It cannot be read or written (${code}). Name another, or check the folder.`);
    return EXIT.usage;
  }
  printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
  printError('This is a bug in siliconomics: please report it with the command that you ran.');
  return EXIT.bug;
}
