import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { toGithubActionBenchmark } from '../../bench/formats/github-action-benchmark.js';
import { toGoogleBenchmark } from '../../bench/formats/google-benchmark.js';
import { toHyperfine } from '../../bench/formats/hyperfine.js';
import { recordResult } from '../../bench/history/result-store.js';
import type { KernelBackend } from '../../bench/kernels/kernel-backend.js';
import { kernelSuite } from '../../bench/kernels/kernel-case.js';
import { localChip, probeCopyBandwidth } from '../../bench/kernels/local-chip.js';
import { powKernels } from '../../bench/kernels/pow-kernels.js';
import { type KernelResult, runKernelSuite, type SuiteRun, suiteBenchFile } from '../../bench/kernels/run-suite.js';
import { openBackend } from '../../bench/kernels/tfjs-backend.js';
import { timingsCsv } from '../../bench/kernels/timings-csv.js';
import { showValue } from '../../bench/render/show-finding.js';
import type { BenchFile } from '../../bench/samples/bench-file.js';
import { type Problem, UserError } from '../../foundation/errors/user-error.js';
import { formatCalibration } from '../../kernels/index.js';
import { gitCommit } from '../outputs/git-commit.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import { createProgressLine } from '../outputs/progress.js';
import type { RESULT_FORMATS, RunArguments } from './options.js';

/** Runs `bench run`. */
export async function runSuites(args: RunArguments): Promise<void> {
  const problems = optionProblems(args);
  if (problems.length > 0) throw new UserError(problems);
  const runs: SuiteRun[] = [];
  const unavailable: string[] = [];
  for (const name of new Set(args.backend)) {
    const backend = await openBackend(name, args.workers);
    if ('unavailable' in backend) {
      unavailable.push(backend.unavailable);
      printError(`left out ${backend.unavailable}`);
    } else runs.push(await measure(backend, args));
  }
  if (runs.length === 0)
    throw new UserError(
      unavailable.map((found) =>
        problem('--backend', `${found}.`, 'Choose tfjs-wasm, or install what is missing (docs/regression-gate.md).'),
      ),
    );
  for (const result of runs) {
    const file = { ...suiteBenchFile(result), commit: gitCommit('.') };
    if (args.out !== undefined) writeFile(args.out, JSON.stringify(convert(file, args.format), null, 1));
    if (args.record !== undefined) recordResult(args.record, file);
    if (args.csv !== undefined) writeFile(args.csv, timingsCsv(result, 'local'));
    if (args.asChip !== undefined) writeChip(result, args.asChip);
    if (args.json) printJson({ ...file });
    else print(describe(result));
  }
}

async function measure(backend: KernelBackend, args: RunArguments): Promise<SuiteRun> {
  const wanted = ({ name }: { readonly name: string }) => args.only === undefined || name.includes(args.only);
  const cases = kernelSuite(args.quick).filter(wanted);
  const pow = powKernels().filter(wanted);
  const options = args.quick
    ? { precision: 0.03, secondsPerRound: 0.06, rounds: 2 }
    : { precision: 0.02, secondsPerRound: 0.25, rounds: 3 };
  const progress = createProgressLine(Boolean((args as { quiet?: boolean }).quiet));
  try {
    return await runKernelSuite(backend, cases, pow, options, progress.report);
  } finally {
    progress.done();
    await backend.close();
  }
}

function optionProblems(args: RunArguments): Problem[] {
  const problems: Problem[] = [];
  const { workers, only } = args;
  if (!(Number.isInteger(workers) && workers >= 1 && workers <= 256))
    problems.push(
      problem(
        '--workers',
        `It must be a whole number from 1 to 256; found ${workers}.`,
        'Choose the threads that kernels may use.',
      ),
    );
  const names = [...kernelSuite(args.quick), ...powKernels()].map(({ name }) => name);
  if (only !== undefined && !names.some((name) => name.includes(only)))
    problems.push(problem('--only', `No kernel has ${JSON.stringify(only.slice(0, 80))} in its name.`, 'Run without.'));
  for (const file of [args.out, args.record, args.csv, args.asChip]) {
    if (file !== undefined && statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
      problems.push(problem(file, 'It is a folder.', 'Name a file.'));
  }
  const single = args.out ?? args.csv ?? args.asChip;
  if (new Set(args.backend).size > 1 && (single !== undefined || args.json))
    problems.push(problem('--backend', 'One file cannot hold two backends.', 'Name one, or use --record.'));
  if (args.asChip !== undefined && (workers > 1 || only !== undefined))
    problems.push(
      problem(
        '--as-chip',
        'A chip is described by the whole suite, one kernel at a time.',
        'Leave out --workers and --only.',
      ),
    );
  return problems;
}

function problem(path: string, found: string, fix: string): Problem {
  return { code: 'bad-option', file: 'command line', line: null, path, found, fix };
}

/** The chip file and, beside it, the calibration that `simulate` reads with it. */
function writeChip(result: SuiteRun, file: string): void {
  const id = basename(file).replace(/\.(ya?ml|json)$/i, '');
  const date = new Date().toISOString().slice(0, 10);
  const { yaml, calibration } = localChip(result, id, probeCopyBandwidth(), date);
  const calibrationFile = `${file.replace(/\.(ya?ml|json)$/i, '')}.calibration.json`;
  writeFile(file, yaml);
  writeFile(calibrationFile, formatCalibration(calibration));
  printError(`wrote ${file} and ${calibrationFile} (${calibration.entries.length} fitted groups)`);
}

function convert(file: BenchFile, format: (typeof RESULT_FORMATS)[number]): object {
  switch (format) {
    case 'siliconomics':
      return file;
    case 'google-benchmark':
      return toGoogleBenchmark(file);
    case 'hyperfine':
      return toHyperfine(file);
    case 'github-action':
      return toGithubActionBenchmark(file, 'lower');
    default:
      return unknownFormat(format);
  }
}

function unknownFormat(format: never): never {
  throw new Error(`no format ${String(format)}`);
}

function writeFile(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function describe({ backend, backendVersion, environment, results }: SuiteRun): string {
  const where = Object.entries(environment).map(([key, value]) => `${key} ${value}`);
  const short = results.filter(({ belowTimerFloor }) => belowTimerFloor).map(({ name }) => name);
  return [
    `${backend} ${backendVersion} on ${where.join(', ')}; medians with 95 % intervals`,
    '',
    formatTable(['kernel', 'time', '95 %', 'Gop/s', '95 %', 'n', 'outliers'], results.map(row)),
    ...(short.length === 0 ? [] : ['', `too short for the clock: ${short.join(', ')}`]),
  ].join('\n');
}

function row({ name, ops, samples, summary }: KernelResult): string[] {
  const { value, low, high } = summary.seconds;
  const rate = (seconds: number) => (ops / seconds / 1e9).toPrecision(3);
  return [
    name,
    showValue(value, 's'),
    `${showValue(low, 's')} .. ${showValue(high, 's')}`,
    rate(value),
    `${rate(high)} .. ${rate(low)}`,
    String(samples.length),
    String(summary.outliers),
  ];
}
