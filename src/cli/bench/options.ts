import type { Argv } from 'yargs';
import { DEFAULT_GATE } from '../../bench/gate/gate-options.js';
import { BACKENDS } from '../../bench/kernels/kernel-backend.js';
import { DEFAULT_CHANGE_POINTS } from '../../stats/e-divisive.js';
import { EXIT } from '../outputs/exit-codes.js';

export const RESULT_FORMATS = ['siliconomics', 'google-benchmark', 'hyperfine', 'github-action'] as const;
export const REPORT_FORMATS = ['table', 'json', 'md', 'junit', 'github'] as const;

export function runOptions(yargs: Argv) {
  return yargs
    .option('quick', { type: 'boolean', default: false, describe: 'ends of each family, below a minute' })
    .option('backend', {
      choices: BACKENDS,
      array: true,
      default: ['tfjs-wasm'] as const,
      describe: 'one or more; those that do not work are named and left out',
    })
    .option('workers', { type: 'number', default: 1, describe: 'threads of tfjs-wasm that run each kernel at once' })
    .option('only', { type: 'string', describe: 'kernels whose name contains this' })
    .option('out', { type: 'string', describe: 'write results with raw samples to this file' })
    .option('format', { choices: RESULT_FORMATS, default: 'siliconomics' as const, describe: 'of --out' })
    .option('record', { type: 'string', describe: 'add results to this store (.jsonl), which bench history reads' })
    .option('csv', { type: 'string', describe: 'write medians in the schema of the timing tables' })
    .option('as-chip', {
      type: 'string',
      describe: 'write this host as a chip file; default chips/local.yaml',
      coerce: (file: string) => (file === '' ? 'chips/local.yaml' : file),
    })
    .option('json', { type: 'boolean', default: false, describe: 'print results with raw samples' })
    .example('$0 bench run --quick', 'what this host does, in under a minute')
    .example('$0 bench run --as-chip', 'then: simulate --chip local --model qwen3-0.6b --dtype fp32 --layers 1');
}

export type RunArguments = Awaited<ReturnType<typeof runOptions>['argv']>;

export function compareOptions(yargs: Argv) {
  return yargs
    .positional('base', {
      type: 'string',
      demandOption: true,
      describe: 'file, or folder of baselines; with --interleave a folder or command',
    })
    .positional('head', { type: 'string', demandOption: true, describe: 'the same for what may have become worse' })
    .option('interleave', { type: 'boolean', default: false, describe: 'run both in pairs of fresh processes' })
    .option('design', {
      choices: ['auto', 'alternate', 'together', 'turns'] as const,
      default: 'auto' as const,
      describe: 'of a pair: AB BA, at the same time, slice by slice in turn; auto takes turns where both sides do',
    })
    .option('command', { type: 'string', describe: 'with --interleave: base and head are folders, run this in each' })
    .option('budget', { type: 'string', default: '2 min', describe: 'time for everything that is run' })
    .option('timeout', { type: 'string', default: '10 min', describe: 'longest time of one process' })
    .option('pairs', { type: 'number', describe: 'pairs to run instead of planning them' })
    .option('metrics', { type: 'string', default: 'cpu,wall,rss,alloc', describe: 'of each process, by commas' })
    .option('min-effect', { type: 'string', default: '2 %', describe: 'smallest change that matters' })
    .option('seed', { type: 'number', default: DEFAULT_GATE.seed, describe: 'of the resampling' })
    .option('release', {
      type: 'string',
      describe: 'last accepted release: file, or folder or command with --interleave',
    })
    .option('direction', {
      choices: ['lower', 'higher'] as const,
      default: 'lower' as const,
      describe: 'better, where a file does not say',
    })
    .option('allow-env-mismatch', { type: 'boolean', default: false, describe: 'compare times of unlike machines' })
    .option('allow-missing', {
      type: 'boolean',
      default: false,
      describe: 'pass although metrics are missing in the head',
    })
    .option('exact-only', { type: 'boolean', default: false, describe: 'of two files: deterministic metrics alone' })
    .option('strict', { type: 'boolean', default: false, describe: `exit ${EXIT.inconclusive} where undecided` })
    .option('format', { choices: REPORT_FORMATS, default: 'table' as const })
    .option('json', { type: 'boolean', default: false, describe: 'as --format json' })
    .option('out', { type: 'string', describe: 'also write the report to this file' })
    .option('record', { type: 'string', describe: 'add the results of the head to this store (.jsonl)' })
    .option('samples', {
      type: 'string',
      describe: 'with --interleave: write raw samples to PREFIX-base.json and PREFIX-head.json',
    })
    .example('$0 bench compare base.json head.json', 'two files of results')
    .example('$0 bench compare --interleave ../main . --command "node suite.js" --budget 5m', 'two checkouts')
    .example('$0 bench compare --interleave "./old --n 9" "./new --n 9"', 'two commands');
}

export type CompareArguments = Awaited<ReturnType<typeof compareOptions>['argv']>;

export function historyOptions(yargs: Argv) {
  return yargs
    .positional('results', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'store of --record (.jsonl), result files or their folder, oldest first',
    })
    .option('min-effect', { type: 'string', default: '2 %', describe: 'smallest change of level that is reported' })
    .option('p-value', {
      type: 'number',
      default: DEFAULT_CHANGE_POINTS.maxPValue,
      describe: 'largest of a change point',
    })
    .option('window', { type: 'number', default: DEFAULT_CHANGE_POINTS.windowLength, describe: 'runs of one pass' })
    .option('metric', { type: 'string', describe: 'only metrics whose name contains this' })
    .option('chart', { type: 'string', describe: 'draw the history to FILE.svg or FILE.png' })
    .option('alarm', {
      type: 'number',
      describe: `exit ${EXIT.regression} where something got worse within the last N runs`,
    })
    .option('direction', {
      choices: ['lower', 'higher'] as const,
      default: 'lower' as const,
      describe: 'better, where a file does not say',
    })
    .option('json', { type: 'boolean', default: false, describe: 'print runs, series and changes' })
    .example('$0 bench history results.jsonl --chart history.svg', 'what changed, and between which commits');
}

export type HistoryArguments = Awaited<ReturnType<typeof historyOptions>['argv']>;

export function listOptions(yargs: Argv) {
  return yargs
    .option('folder', { type: 'string', default: 'bench/baselines', describe: 'where baselines are stored' })
    .option('json', { type: 'boolean', default: false, describe: 'print JSON' });
}

export type ListArguments = Awaited<ReturnType<typeof listOptions>['argv']>;

export function updateOptions(yargs: Argv) {
  return listOptions(yargs)
    .positional('result', { type: 'string', demandOption: true, describe: 'file of bench run --out or of a suite' })
    .option('accept', {
      type: 'boolean',
      default: false,
      describe: 'the deterministic metrics were reviewed: store them',
    })
    .example('$0 bench baseline update result.json', 'times of this environment; deterministic metrics are compared');
}

export type UpdateArguments = Awaited<ReturnType<typeof updateOptions>['argv']>;
