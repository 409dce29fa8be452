import { appendFileSync, existsSync, statSync, writeFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { baselineOf } from '../../bench/baselines/baseline-store.js';
import { readBenchFile } from '../../bench/formats/read-bench-file.js';
import { compareFiles } from '../../bench/gate/compare-files.js';
import type { Comparison } from '../../bench/gate/comparison.js';
import { DEFAULT_GATE, type GateOptions } from '../../bench/gate/gate-options.js';
import { recordResult } from '../../bench/history/result-store.js';
import { PROCESS_METRICS, type ProcessMetric } from '../../bench/interleave/collect-samples.js';
import { type InterleaveResult, interleave } from '../../bench/interleave/interleave.js';
import type { Side } from '../../bench/interleave/run-process.js';
import { comparisonMarkdown, tableRows } from '../../bench/render/comparison-table.js';
import { githubAnnotations } from '../../bench/render/github-annotations.js';
import { junitXml } from '../../bench/render/junit-xml.js';
import { headline, remarks, showChange } from '../../bench/render/show-finding.js';
import type { BenchFile } from '../../bench/samples/bench-file.js';
import { hostConditions, hostEnvironment } from '../../bench/samples/host-environment.js';
import { UserError } from '../../foundation/errors/user-error.js';
import { parseQuantity } from '../../foundation/quantity/units.js';
import { readTextFile } from '../inputs/read-text-file.js';
import { EXIT } from '../outputs/exit-codes.js';
import { gitCommit } from '../outputs/git-commit.js';
import { formatTable, print, printError, printJson } from '../outputs/output.js';
import { createProgressLine } from '../outputs/progress.js';
import type { CompareArguments, REPORT_FORMATS } from './options.js';

/** Runs `bench compare`. */
export async function compare(args: CompareArguments): Promise<void> {
  const gate: GateOptions = {
    ...DEFAULT_GATE,
    minEffect: requirePositive('--min-effect', parseQuantity(args.minEffect, 'ratio', '--min-effect')),
    seed: args.seed,
    allowEnvironment: args.allowEnvMismatch,
    allowMissing: args.allowMissing,
  };
  const results: Comparison[] = [await compareOnce(args, args.base, gate, args.samples ?? null, args.record ?? null)];
  if (args.release !== undefined) results.push(await compareOnce(args, args.release, gate, null, null));
  const text = results.map((result) => render(result, args.json ? 'json' : args.format)).join('\n');
  if (args.json || args.format === 'json') printJson({ comparison: results[0], release: results[1] ?? null });
  else print(text);
  if (args.out !== undefined) writeFileSync(args.out, text);
  const summary = process.env.GITHUB_STEP_SUMMARY;
  if (args.format === 'github' && summary)
    for (const result of results) appendFileSync(summary, comparisonMarkdown(result, SUMMARY_BYTES));
  process.exitCode = compareExitCode(results, args.strict);
}

/** The gravest of the outcomes; what is undecided fails under --strict only. */
function compareExitCode(results: readonly Comparison[], strict: boolean): number {
  const has = (outcome: Comparison['outcome']) => results.some((result) => result.outcome === outcome);
  if (has('regression')) return EXIT.regression;
  if (has('not-comparable')) return EXIT.notComparable;
  return strict && has('inconclusive') ? EXIT.inconclusive : EXIT.ok;
}

/** GitHub takes 1 MiB a step and drops all of what is longer. */
const SUMMARY_BYTES = 450 * 1024;

async function compareOnce(
  args: CompareArguments,
  base: string,
  gate: GateOptions,
  samples: string | null,
  record: string | null,
): Promise<Comparison> {
  if (!args.interleave) {
    const read = readFile(args.head, args);
    const head = args.exactOnly ? exactPart(read) : read;
    if (record !== null) recordResult(record, head);
    const other = isFolder(base) ? baselineOf(base, head) : readFile(base, args);
    return compareFiles(args.exactOnly ? exactPart(other) : other, head, gate);
  }
  const progress = createProgressLine(Boolean((args as { quiet?: boolean }).quiet));
  let result: InterleaveResult;
  try {
    result = await interleave(sideOf(base, args, 'base'), sideOf(args.head, args, 'head'), {
      ...gate,
      budgetSeconds: requirePositive('--budget', readDuration(args.budget, '--budget')),
      timeoutSeconds: requirePositive('--timeout', readDuration(args.timeout, '--timeout')),
      metrics: readMetrics(args.metrics),
      design: args.design,
      pairs: args.pairs ?? null,
      onProgress: progress.report,
    });
  } finally {
    progress.done();
  }
  const { plan, confirmationPairs } = result;
  if (!(args as { quiet?: boolean }).quiet)
    printError(
      `${plan.design}; noise of a pair ${showChange(plan.pairNoise)}; up to ${plan.pairs} pairs of ${plan.secondsPerPair.toFixed(2)} s ` +
        `(${plan.wanted} find twice the minimum with 90 % power)${confirmationPairs > 0 ? `; ${confirmationPairs} pairs to confirm` : ''}`,
    );
  if (plan.design !== 'alternate' && args.metrics.includes('wall') && !(args as { quiet?: boolean }).quiet)
    printError('wall time is left out: processes that run at the same time wait for each other (--design alternate)');
  if (samples !== null) {
    writeFileSync(`${samples}-base.json`, JSON.stringify(result.base));
    writeFileSync(`${samples}-head.json`, JSON.stringify(result.head));
  }
  if (record !== null) {
    const environment = { ...hostEnvironment(), ...result.head.environment };
    const commit = result.head.commit ?? gitCommit(args.command === undefined ? '.' : args.head);
    const createdAt = new Date().toISOString();
    recordResult(record, { ...result.head, environment, commit, createdAt, conditions: hostConditions() });
  }
  return result.comparison;
}

/** The deterministic metrics, which hold on every machine. */
function exactPart(file: BenchFile): BenchFile {
  return { ...file, metrics: file.metrics.filter(({ kind }) => kind === 'exact') };
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function readFile(file: string, args: CompareArguments): BenchFile {
  const read = readBenchFile(file, readTextFile(file), args.direction);
  return read.label === null ? { ...read, label: basename(file) } : read;
}

function sideOf(given: string, args: CompareArguments, label: string): Side {
  if (args.command === undefined) return { label: `${label}: ${given.slice(0, 80)}`, command: given, cwd: '.' };
  if (!isFolder(given))
    throw refuse(label, `${JSON.stringify(given.slice(0, 100))} is no folder.`, 'With --command, name two checkouts.');
  return { label: `${label}: ${basename(resolve(given))}`, command: args.command, cwd: given };
}

function readMetrics(text: string): ProcessMetric[] {
  return text.split(',').map((name) => {
    const key = name.trim();
    if (Object.hasOwn(PROCESS_METRICS, key)) return key as ProcessMetric;
    throw refuse(
      '--metrics',
      `${JSON.stringify(key.slice(0, 40))} is no metric.`,
      `Choose from ${Object.keys(PROCESS_METRICS).join(', ')}.`,
    );
  });
}

/** A time; `5m` is minutes, as everywhere on a command line, where a physicist reads metres. */
function readDuration(text: string, option: string): number {
  return parseQuantity(text.trim().replace(/^([\d.]+)\s*m$/, '$1 min'), 'seconds', option);
}

function requirePositive(path: string, value: number): number {
  if (value > 0) return value;
  throw refuse(path, `${value} is not above zero.`, 'Give a positive amount.');
}

function refuse(path: string, found: string, fix: string): UserError {
  return new UserError([{ code: 'bad-option', file: 'command line', line: null, path, found, fix }]);
}

function render(comparison: Comparison, format: (typeof REPORT_FORMATS)[number]): string {
  switch (format) {
    case 'json':
      return JSON.stringify(comparison, null, 2);
    case 'md':
      return comparisonMarkdown(comparison);
    case 'junit':
      return junitXml(comparison);
    case 'github':
      return githubAnnotations(comparison);
    case 'table': {
      const { header, rows, unchanged } = tableRows(comparison);
      const { base, head } = comparison.labels;
      return [
        `${base} against ${head} (${comparison.design})`,
        '',
        ...(rows.length === 0 ? [] : [formatTable(header, rows), '']),
        ...(unchanged === 0 ? [] : [`${unchanged} deterministic metrics unchanged`]),
        ...remarks(comparison),
        headline(comparison),
      ].join('\n');
    }
    default:
      return unknownFormat(format);
  }
}

function unknownFormat(format: never): never {
  throw new Error(`no format ${String(format)}`);
}
