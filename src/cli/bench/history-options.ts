import type { Argv } from 'yargs';
import { DEFAULT_CHANGE_POINTS } from '../../stats/e-divisive.js';
import { EXIT } from '../outputs/exit-codes.js';

export function historyOptions(yargs: Argv) {
  return yargs
    .positional('results', {
      type: 'string',
      array: true,
      demandOption: true,
      describe: 'store of --record (.jsonl), result files or their folder, oldest first',
    })
    .option('min-effect', {
      group: 'Comparison:',
      type: 'string',
      default: '2 %',
      describe: 'smallest change of level to report',
    })
    .option('p-value', {
      group: 'Comparison:',
      type: 'number',
      default: DEFAULT_CHANGE_POINTS.maxPValue,
      describe: 'report change points with a p-value below this',
    })
    .option('window', {
      group: 'Comparison:',
      type: 'number',
      default: DEFAULT_CHANGE_POINTS.windowLength,
      describe: 'runs that are searched at once for change points',
    })
    .option('metric', {
      group: 'Comparison:',
      type: 'string',
      describe: 'only metrics whose name contains this text; default: all',
    })
    .option('chart', { group: 'Output:', type: 'string', describe: 'draw the history to FILE.svg or FILE.png' })
    .option('alarm', {
      group: 'Comparison:',
      type: 'number',
      describe: `exit ${EXIT.regression} if a metric got worse within this many last runs`,
    })
    .option('direction', {
      group: 'Comparison:',
      choices: ['lower', 'higher'] as const,
      default: 'lower' as const,
      describe: 'which direction is better when a metric does not declare it',
    })
    .option('json', { group: 'Output:', type: 'boolean', default: false, describe: 'print runs, series and changes' })
    .example('$0 bench history results.jsonl --chart history.svg', 'what changed, and between which commits');
}

export type HistoryArguments = Awaited<ReturnType<typeof historyOptions>['argv']>;

function folderOptions(yargs: Argv) {
  return yargs
    .option('folder', {
      group: 'Settings:',
      type: 'string',
      default: 'bench/baselines',
      describe: 'folder of the baselines',
    })
    .option('json', { group: 'Output:', type: 'boolean', default: false, describe: 'print JSON' });
}

export function listOptions(yargs: Argv) {
  return folderOptions(yargs).example('$0 bench baseline list', 'the baselines in bench/baselines');
}

export type ListArguments = Awaited<ReturnType<typeof listOptions>['argv']>;

export function updateOptions(yargs: Argv) {
  return folderOptions(yargs)
    .positional('result', { type: 'string', demandOption: true, describe: 'file of bench run --out or of a suite' })
    .option('accept', {
      group: 'Comparison:',
      type: 'boolean',
      default: false,
      describe: 'also store deterministic metrics that changed, once they are reviewed',
    })
    .example('$0 bench baseline update result.json', 'times of this environment; deterministic metrics are compared');
}

export type UpdateArguments = Awaited<ReturnType<typeof updateOptions>['argv']>;
