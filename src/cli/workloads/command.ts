import type { CommandModule } from 'yargs';
import {
  type ImportArguments,
  importOptions,
  type ListArguments,
  listOptions,
  type ShowArguments,
  showOptions,
} from './options.js';

const list: CommandModule = {
  command: 'list',
  describe: 'models and hash functions that come with the package',
  builder: (yargs) => listOptions(yargs),
  handler: async (given) => (await import('./list.js')).listWorkloads(given as unknown as ListArguments),
};

const show: CommandModule = {
  command: 'show <model>',
  describe: 'sizes of a model and the operators of one pass by group',
  builder: (yargs) => showOptions(yargs),
  handler: async (given) => (await import('./show.js')).showWorkload(given as unknown as ShowArguments),
};

const importFile: CommandModule = {
  command: 'import <file>',
  describe: 'turn a model or graph of another tool into a description',
  builder: (yargs) => importOptions(yargs),
  handler: async (given) => (await import('./import.js')).importWorkload(given as unknown as ImportArguments),
};

export const workloadsCommand: CommandModule = {
  command: 'workloads',
  describe: 'language models and work functions: list, show, import',
  builder: (yargs) =>
    yargs.command(list).command(show).command(importFile).demandCommand(1, 'Name one of list, show, import.'),
  handler: () => {},
};
