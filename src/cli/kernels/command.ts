import type { CommandModule } from 'yargs';
import { calibrateCommand } from './calibrate.js';
import { compareCommand } from './compare.js';
import { estimateCommand } from './estimate.js';
import { importCommand } from './import.js';
import { validateCommand } from './validate.js';

export const kernelsCommand: CommandModule = {
  command: 'kernels',
  describe: 'what one operator costs on one chip: estimate, compare, validate, calibrate, import',
  builder: (yargs) =>
    yargs
      .command(estimateCommand)
      .command(compareCommand)
      .command(validateCommand)
      .command(calibrateCommand)
      .command(importCommand)
      .demandCommand(1, 'Name one of: estimate, compare, validate, calibrate, import.'),
  handler: () => undefined,
};
