import type { CommandModule } from 'yargs';

export const economyCommand: CommandModule = {
  command: 'economy',
  describe: 'the economics: the market against history, claims recomputed',
  builder: (yargs) =>
    yargs
      .command(
        'backtest <network>',
        'test the market against history',
        (sub) =>
          sub
            .positional('network', {
              choices: ['bitcoin', 'pearl'] as const,
              demandOption: true,
              describe: 'network whose history is compared',
            })
            .option('index', {
              group: 'Settings:',
              type: 'string',
              describe:
                'CSV with measured power and J/TH of the network by date; its licence forbids shipping it with the tool',
            })
            .option('out', {
              group: 'Output:',
              alias: 'o',
              type: 'string',
              describe: 'folder for report, pictures and tables (bitcoin)',
            })
            .option('json', {
              group: 'Output:',
              type: 'boolean',
              default: false,
              describe: 'print JSON to standard output',
            })
            .example('$0 economy backtest bitcoin', 'hash rate of 2017 to 2025 from price, subsidy and hardware'),
        async (args) => {
          const { runBitcoinBacktest, runPearlBacktest } = await import('./backtest.js');
          if (args.network === 'bitcoin') await runBitcoinBacktest({ ...args, quiet: args.quiet === true });
          else runPearlBacktest(args);
        },
      )
      .command(
        'claims',
        'recompute the quantitative claims made for proof-of-work AI, with verdicts and what would turn them',
        (sub) =>
          sub
            .option('out', {
              group: 'Output:',
              alias: 'o',
              type: 'string',
              describe: 'folder for report, picture and table',
            })
            .option('json', {
              group: 'Output:',
              type: 'boolean',
              default: false,
              describe: 'print JSON to standard output',
            })
            .example('$0 economy claims', 'each claim with its verdict'),
        async (args) => (await import('./claims.js')).runClaims({ ...args, quiet: args.quiet === true }),
      )
      .demandCommand(1, 'Name what to do: backtest or claims.'),
  handler: () => {},
};
