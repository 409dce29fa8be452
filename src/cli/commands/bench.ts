import type { CommandModule } from 'yargs';
import { compareCommand } from './bench/compare.js';

export const benchCommand: CommandModule = {
  command: 'bench',
  describe: 'measure kernels on this host and gate benchmarks',
  builder: (yargs) => yargs.command(compareCommand).demandCommand(1, 'Name run, compare, baseline or history.'),
  handler: () => {},
};
