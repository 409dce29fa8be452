import type { CommandModule } from 'yargs';
import { powListCommand } from './list.js';
import { powProveCommand } from './prove.js';
import { powRateCommand } from './rate.js';
import { powValidateCommand } from './validate.js';
import { powVerifyCommand } from './verify.js';

export const powCommand: CommandModule = {
  command: 'pow',
  describe: 'proof-of-work protocols: rules, proofs, and what they cost on chips',
  builder: (yargs) =>
    yargs
      .command(powListCommand)
      .command(powRateCommand)
      .command(powProveCommand)
      .command(powVerifyCommand)
      .command(powValidateCommand)
      .demandCommand(1, 'Name list, rate, prove, verify or validate.'),
  handler: () => {},
};
