import type { CommandModule } from 'yargs';
import { runBitcoinBacktest } from './economy-backtest.js';
import { runClaims } from './economy-claims.js';

export const economyCommand: CommandModule = {
  command: 'economy',
  describe: 'the economics: markets against history, claims recomputed, ways of paying compared',
  builder: (yargs) =>
    yargs
      .command(
        'backtest <network>',
        'test the market against history',
        (sub) =>
          sub
            .positional('network', { choices: ['bitcoin'] as const, demandOption: true })
            .option('index', {
              type: 'string',
              describe: 'table of index power and J/TH, whose licence forbids shipping it',
            })
            .option('json', { type: 'boolean', default: false })
            .example('$0 economy backtest bitcoin', 'hash rate of 2017 to 2025 from price, subsidy and hardware'),
        (args) => runBitcoinBacktest(args),
      )
      .command(
        'claims',
        'recompute the quantitative claims made for proof-of-work AI, with verdicts and what would turn them',
        (sub) =>
          sub
            .option('json', { type: 'boolean', default: false })
            .example('$0 economy claims', 'each claim with its verdict'),
        (args) => runClaims(args),
      )
      .demandCommand(1, 'Name what to do: backtest or claims.'),
  handler: () => {},
};
