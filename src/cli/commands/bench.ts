import type { CommandModule } from 'yargs';
import { compareCommand } from './bench/compare.js';
import { runCommand } from './bench/run.js';

export const benchCommand: CommandModule = {
  command: 'bench',
  describe: 'measure kernels on this host and gate benchmarks',
  builder: (yargs) => yargs.command(runCommand).command(compareCommand).demandCommand(1, 'Name run or compare.'),
  handler: () => {},
};
