import type { Argv } from 'yargs';
import { DEFAULT_GATE } from '../../bench/gate/gate-options.js';
import { BACKENDS } from '../../bench/kernels/kernel-backend.js';
import { EXIT } from '../outputs/exit-codes.js';

export const RESULT_FORMATS = ['siliconomics', 'google-benchmark', 'hyperfine', 'github-action'] as const;
export const REPORT_FORMATS = ['table', 'json', 'md', 'junit', 'github'] as const;

export function runOptions(yargs: Argv) {
  return yargs
    .option('quick', {
      group: 'Settings:',
      type: 'boolean',
      default: false,
      describe: 'only the smallest and largest size of each kernel family; under a minute',
    })
    .option('backend', {
      group: 'Settings:',
      choices: BACKENDS,
      array: true,
      default: ['tfjs-wasm'] as const,
      describe: 'backends to time, one or more; those that do not run here are named and left out',
    })
    .option('workers', {
      group: 'Settings:',
      type: 'number',
      default: 1,
      describe: 'tfjs-wasm: threads that divide each kernel, 1 to 256',
    })
    .option('only', {
      group: 'Settings:',
      type: 'string',
      describe: 'time only kernels whose name contains this text; default: all',
    })
    .option('out', { group: 'Output:', type: 'string', describe: 'write results with raw samples to this file' })
    .option('format', {
      group: 'Output:',
      choices: RESULT_FORMATS,
      default: 'siliconomics' as const,
      describe: 'format of the file given by --out',
    })
    .option('record', {
      group: 'Output:',
      type: 'string',
      describe: 'add results to this store (.jsonl), which bench history reads',
    })
    .option('csv', {
      group: 'Output:',
      type: 'string',
      describe: 'write the median times as a timing table (CSV) to this file',
    })
    .option('as-chip', {
      group: 'Output:',
      type: 'string',
      describe: 'write this host as a chip file; default chips/local.yaml',
      coerce: (file: string) => (file === '' ? 'chips/local.yaml' : file),
    })
    .option('json', { group: 'Output:', type: 'boolean', default: false, describe: 'print results with raw samples' })
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
    .positional('head', {
      type: 'string',
      demandOption: true,
      describe: 'the same, of the version that may have become worse',
    })
    .option('interleave', {
      group: 'Processes:',
      type: 'boolean',
      default: false,
      describe: 'run both in pairs of fresh processes',
    })
    .option('design', {
      group: 'Processes:',
      choices: ['auto', 'alternate', 'together', 'turns'] as const,
      default: 'auto' as const,
      describe:
        'how the two processes of a pair run: alternate (one after the other, order swapped), together (at once), turns (slices in turn); auto: turns where both sides support it',
    })
    .option('command', {
      group: 'Processes:',
      type: 'string',
      describe: 'with --interleave: command to run in each of the two folders',
    })
    .option('budget', {
      group: 'Processes:',
      type: 'string',
      default: '2 min',
      describe: 'with --interleave: time for all runs together',
    })
    .option('timeout', {
      group: 'Processes:',
      type: 'string',
      default: '10 min',
      describe: 'with --interleave: longest time of one process',
    })
    .option('pairs', {
      group: 'Processes:',
      type: 'number',
      describe: 'with --interleave: number of pairs; default: planned from the noise',
    })
    .option('metrics', {
      group: 'Processes:',
      type: 'string',
      default: 'cpu,wall,rss,alloc',
      describe: 'with --interleave: metrics of each process, separated by commas',
    })
    .option('min-effect', {
      group: 'Comparison:',
      type: 'string',
      default: '2 %',
      describe: 'smallest change that counts as a regression',
    })
    .option('seed', {
      group: 'Comparison:',
      type: 'number',
      default: DEFAULT_GATE.seed,
      describe: 'seed of the bootstrap',
    })
    .option('release', {
      group: 'Comparison:',
      type: 'string',
      describe: 'also compare with the last accepted release: file, or with --interleave a folder or command',
    })
    .option('direction', {
      group: 'Comparison:',
      choices: ['lower', 'higher'] as const,
      default: 'lower' as const,
      describe: 'which direction is better when a metric does not declare it',
    })
    .option('allow-env-mismatch', {
      group: 'Comparison:',
      type: 'boolean',
      default: false,
      describe: 'compare times although they are from different machines',
    })
    .option('allow-missing', {
      group: 'Comparison:',
      type: 'boolean',
      default: false,
      describe: 'pass although metrics are missing in the head',
    })
    .option('exact-only', {
      group: 'Comparison:',
      type: 'boolean',
      default: false,
      describe: 'compare only deterministic metrics of two files',
    })
    .option('strict', {
      group: 'Comparison:',
      type: 'boolean',
      default: false,
      describe: `exit ${EXIT.inconclusive} when the result is inconclusive`,
    })
    .option('format', {
      group: 'Output:',
      choices: REPORT_FORMATS,
      default: 'table' as const,
      describe: 'format of the report',
    })
    .option('json', {
      group: 'Output:',
      type: 'boolean',
      default: false,
      describe: 'print JSON to standard output, as --format json',
    })
    .option('out', { group: 'Output:', type: 'string', describe: 'also write the report to this file' })
    .option('record', {
      group: 'Output:',
      type: 'string',
      describe: 'add the results of the head to this store (.jsonl)',
    })
    .option('samples', {
      group: 'Output:',
      type: 'string',
      describe: 'with --interleave: write raw samples to PREFIX-base.json and PREFIX-head.json',
    })
    .example('$0 bench compare base.json head.json', 'two files of results')
    .example('$0 bench compare --interleave ../main . --command "node suite.js" --budget 5m', 'two checkouts')
    .example('$0 bench compare --interleave "./old --n 9" "./new --n 9"', 'two commands');
}

export type CompareArguments = Awaited<ReturnType<typeof compareOptions>['argv']>;
