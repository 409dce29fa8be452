import type { CommandModule } from 'yargs';
import {
  type CalibrateArguments,
  type CompareArguments,
  calibrateOptions,
  compareOptions,
  type EstimateArguments,
  estimateOptions,
  type ImportArguments,
  importOptions,
  type ValidateArguments,
  validateOptions,
} from './options.js';

const estimate: CommandModule = {
  command: 'estimate <kind> [shape..]',
  describe: 'seconds and joules of one operator',
  builder: (yargs) => estimateOptions(yargs),
  handler: async (given) => (await import('./estimate.js')).estimate(given as unknown as EstimateArguments),
};

const compare: CommandModule = {
  command: 'compare <a> <b>',
  describe: 'typical operators on two chips side by side',
  builder: (yargs) => compareOptions(yargs),
  handler: async (given) => (await import('./compare.js')).compareChips(given as unknown as CompareArguments),
};

const validate: CommandModule = {
  command: 'validate',
  describe: 'predict measured kernels and report the errors',
  builder: (yargs) => validateOptions(yargs),
  handler: async (given) => (await import('./validate.js')).validate(given as unknown as ValidateArguments),
};

const calibrate: CommandModule = {
  command: 'calibrate',
  describe: 'fit the kernel model to measured timings and write the parameters as JSON',
  builder: (yargs) => calibrateOptions(yargs),
  handler: async (given) => (await import('./calibrate.js')).calibrateTimings(given as unknown as CalibrateArguments),
};

const importTable: CommandModule = {
  command: 'import <file>',
  describe: 'turn measured timings of other tools into a timing table',
  builder: (yargs) => importOptions(yargs),
  handler: async (given) => (await import('./import.js')).importTimingTable(given as unknown as ImportArguments),
};

export const kernelsCommand: CommandModule = {
  command: 'kernels',
  describe: 'what one operator costs on one chip: estimate, compare, validate, calibrate, import',
  builder: (yargs) =>
    yargs
      .command(estimate)
      .command(compare)
      .command(validate)
      .command(calibrate)
      .command(importTable)
      .demandCommand(1, 'Name one of: estimate, compare, validate, calibrate, import.'),
  handler: () => undefined,
};
