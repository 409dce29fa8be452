import type { CommandModule } from 'yargs';
import {
  type CheckArguments,
  checkOptions,
  type DiffArguments,
  diffOptions,
  type ImportArguments,
  importOptions,
  type ListArguments,
  listOptions,
  type ShowArguments,
  showOptions,
} from './options.js';

const list: CommandModule = {
  command: 'list',
  describe: 'all chips of the catalog',
  builder: (yargs) => listOptions(yargs),
  handler: async (given) => (await import('./list.js')).listCatalog(given as unknown as ListArguments),
};

const show: CommandModule = {
  command: 'show <chip>',
  describe: 'every figure of one chip with unit, range, source and confidence',
  builder: (yargs) => showOptions(yargs),
  handler: async (given) => (await import('./show.js')).showChip(given as unknown as ShowArguments),
};

const check: CommandModule = {
  command: 'check <chips..>',
  describe: 'all problems of chip files with their lines, and what their designs come to',
  builder: (yargs) => checkOptions(yargs),
  handler: async (given) => (await import('./check.js')).checkChips(given as unknown as CheckArguments),
};

const diff: CommandModule = {
  command: 'diff <a> <b>',
  describe: 'figures in which two chips differ, and what a model gains at equal area, power and cost',
  builder: (yargs) => diffOptions(yargs),
  handler: async (given) => (await import('./diff.js')).diffChips(given as unknown as DiffArguments),
};

const importFile: CommandModule = {
  command: 'import <file>',
  describe: 'turn a hardware file of another tool into a chip description',
  builder: (yargs) => importOptions(yargs),
  handler: async (given) => (await import('./import.js')).importChipFile(given as unknown as ImportArguments),
};

export const chipsCommand: CommandModule = {
  command: 'chips',
  describe: 'list, show, check, compare and import chips',
  builder: (yargs) =>
    yargs
      .command(list)
      .command(show)
      .command(check)
      .command(diff)
      .command(importFile)
      .demandCommand(1, 'Name list, show, check, diff or import.'),
  handler: () => {},
};
