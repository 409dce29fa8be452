import type { CommandModule } from 'yargs';
import { baselineCommand } from './baseline.js';
import { compareCommand } from './compare.js';
import { historyCommand } from './history.js';
import { runCommand } from './run.js';

export const benchCommand: CommandModule = {
  command: 'bench',
  describe: 'measure kernels on this host and gate benchmarks',
  builder: (yargs) =>
    yargs
      .command(runCommand)
      .command(compareCommand)
      .command(baselineCommand)
      .command(historyCommand)
      .demandCommand(1, 'Name run, compare, baseline or history.'),
  handler: () => {},
};
