import type { CommandModule } from 'yargs';
import { type GivenArguments, simulateOptions } from './simulate-options.js';

export const simulateCommand: CommandModule = {
  command: 'simulate',
  describe: 'simulate a model on a chip: seconds, joules and where they go',
  builder: (yargs) => simulateOptions(yargs),
  handler: async (given) => (await import('./simulate.js')).simulate(given as unknown as GivenArguments),
};
