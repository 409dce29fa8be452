import type { CommandModule } from 'yargs';
import {
  type HistoryArguments,
  historyOptions,
  type ListArguments,
  listOptions,
  type UpdateArguments,
  updateOptions,
} from './history-options.js';
import { type CompareArguments, compareOptions, type RunArguments, runOptions } from './options.js';

const run: CommandModule = {
  command: 'run',
  describe: 'time kernels on this host and describe it as a chip',
  builder: (yargs) => runOptions(yargs),
  handler: async (given) => (await import('./run.js')).runSuites(given as unknown as RunArguments),
};

const compare: CommandModule = {
  command: 'compare <base> <head>',
  describe: 'what became slower, larger or different, with verdicts that noise does not make',
  builder: (yargs) => compareOptions(yargs),
  handler: async (given) => (await import('./compare.js')).compare(given as unknown as CompareArguments),
};

const updateBaseline: CommandModule = {
  command: 'update <result>',
  describe: 'store a result as baseline of its environment; deterministic metrics with --accept only',
  builder: (yargs) => updateOptions(yargs),
  handler: async (given) => (await import('./baseline.js')).updateBaseline(given as unknown as UpdateArguments),
};

const listBaselines: CommandModule = {
  command: 'list',
  describe: 'the baselines that are stored',
  builder: (yargs) => listOptions(yargs),
  handler: async (given) => (await import('./baseline.js')).listBaselines(given as unknown as ListArguments),
};

const baseline: CommandModule = {
  command: 'baseline',
  describe: 'baselines of this repository: update, list',
  builder: (yargs) => yargs.command(updateBaseline).command(listBaselines).demandCommand(1, 'Name update or list.'),
  handler: () => {},
};

const history: CommandModule = {
  command: 'history <results..>',
  describe: 'find the runs at which a benchmark went to another level',
  builder: (yargs) => historyOptions(yargs),
  handler: async (given) => (await import('./history.js')).showHistory(given as unknown as HistoryArguments),
};

export const benchCommand: CommandModule = {
  command: 'bench',
  describe: 'measure kernels on this host and gate benchmarks',
  builder: (yargs) =>
    yargs
      .command(run)
      .command(compare)
      .command(baseline)
      .command(history)
      .demandCommand(1, 'Name run, compare, baseline or history.'),
  handler: () => {},
};
