import yargs, { type MiddlewareFunction } from 'yargs';
import { isUserError, UserError } from '../foundation/errors/user-error.js';
import { loadCommands } from './command-table.js';
import { type DeclaredOptions, unknownOptions } from './options/unknown-options.js';
import { type KnownOptions, valueFault } from './options/value-fault.js';
import { EXIT } from './outputs/exit-codes.js';
import { printError, printJson } from './outputs/output.js';
import { toolVersion } from './outputs/tool-version.js';

/** Runs the command line; sets the exit code and never calls exit itself, so that pending output is written. */
export async function main(argv: readonly string[]): Promise<void> {
  process.stdout.on('error', reportLostOutput);
  const parser = yargs([...argv])
    .scriptName('siliconomics')
    .locale('en')
    .updateStrings({ 'Options:': 'Global options:', 'Positionals:': 'Arguments:' })
    .version(toolVersion())
    .option('quiet', {
      type: 'boolean',
      default: false,
      describe: 'print neither progress nor remarks on standard error',
    })
    .demandCommand(1, 'Name a command.')
    .recommendCommands()
    .strict()
    .middleware(refuseUnknownOptions as unknown as MiddlewareFunction, true)
    .check((values, known) => {
      const fault = valueFault(values, known as unknown as KnownOptions);
      if (fault !== null) throw new UsageError(fault);
      return true;
    })
    .middleware(interpretSchemas)
    .exitProcess(false)
    .completion('completion', 'print a shell completion script')
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .fail((message, error) => {
      throw error ?? new UsageError(message);
    });
  leaveHelpUnwritten(parser);
  for (const command of await loadCommands(argv)) parser.command(command);
  try {
    await parser.parseAsync();
  } catch (error) {
    process.exitCode = report(error, argv.includes('--json'));
  }
}

/** The inside of a parser that writes the help text. */
interface ParserWithUsage {
  getInternalMethods?(): { getUsageInstance(): { cacheHelpMessage: () => void } };
}

/**
 * With each handler yargs writes the whole help text, for a handler that would call for it, which takes a sixth of the time
 * of `simulate`. None does: help that was asked for is another path.
 */
function leaveHelpUnwritten(parser: object): void {
  const usage = (parser as ParserWithUsage).getInternalMethods?.().getUsageInstance();
  if (usage !== undefined) usage.cacheHelpMessage = () => {};
}

/** A schema is used once or twice a run, which does not pay for compiling it (bench/kernels-model/layer.ts, cold). */
async function interpretSchemas(values: Readonly<Record<string, unknown>>): Promise<void> {
  // A shell that completes a line passes what is typed so far.
  if (values.help === true || values.version === true || values.getYargsCompletions !== undefined) return;
  const { config } = await import('zod');
  config({ jitless: true });
}

/** A reader that has seen enough, such as `head`, closes the pipe and nothing is wrong; a full disk is. */
function reportLostOutput(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') return;
  printError(`standard output: It cannot be written (${error.message}).`);
  process.exitCode = EXIT.usage;
}

/** What yargs hands to a middleware and does not declare. */
interface ParserOfCommand {
  getOptions(): DeclaredOptions;
}

/** Before yargs tests what is missing, so that a misspelt name is not reported as a lack of the right one. */
function refuseUnknownOptions(values: Readonly<Record<string, unknown>>, parser: ParserOfCommand): void {
  // A shell that completes a line passes what is typed so far.
  if (values.help === true || values.version === true || values.getYargsCompletions !== undefined) return;
  const problems = unknownOptions(values, parser.getOptions());
  if (problems.length > 0) throw new UserError(problems);
}

class UsageError extends Error {}

/** What the system says of paths that cannot be used. */
const UNUSABLE = new Set(['EACCES', 'EEXIST', 'EISDIR', 'ENOENT', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EROFS']);

/** Prints an error as text, and with `--json` as data on standard output as well; returns the exit code. */
function report(error: unknown, json: boolean): number {
  const mistake = userError(error);
  if (mistake !== null) {
    printError(error instanceof UsageError ? `${error.message}\nTry: siliconomics --help` : mistake.message);
    if (json) printJson({ error: mistake.toJSON() });
    return EXIT.usage;
  }
  const message = error instanceof Error ? error.message : String(error);
  printError(error instanceof Error ? (error.stack ?? message) : message);
  printError('This is a bug in siliconomics: please report it with the command that you ran.');
  if (json) printJson({ error: { code: 'bug', message } });
  return EXIT.bug;
}

/** The mistake of the user that an error tells of; null for a bug. */
function userError(error: unknown): UserError | null {
  if (isUserError(error)) return error;
  const place = { line: null, path: '' };
  if (error instanceof UsageError) {
    const fix = 'Add --help to see the options.';
    return new UserError([{ code: 'usage', file: 'command line', ...place, found: error.message, fix }]);
  }
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || !UNUSABLE.has(code) || path === undefined) return null;
  const found = `It cannot be read or written (${code}).`;
  return new UserError([
    { code: 'unusable-path', file: path, ...place, found, fix: 'Name another, or check the folder.' },
  ]);
}
