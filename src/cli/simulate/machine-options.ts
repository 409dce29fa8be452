import type { Argv } from 'yargs';
import { SIMULATE_DEFAULTS } from './simulate-uses.js';

/** Options of `simulate` that turn tokens into money, with the defaults of a study. */
export function costOptions<Options>(yargs: Argv<Options>) {
  return yargs
    .option('volume', {
      type: 'number',
      default: SIMULATE_DEFAULTS.volume,
      describe: 'boards that share the non-recurring cost',
    })
    .option('electricity', { type: 'string', default: SIMULATE_DEFAULTS.electricity, describe: 'what the site pays' })
    .option('overhead', {
      type: 'number',
      default: SIMULATE_DEFAULTS.overhead,
      describe: 'power of the site over that of its machines',
    })
    .option('lifetime', { type: 'string', describe: 'years of use, such as "4 years"; default: that of the chip' })
    .option('load', {
      type: 'number',
      default: SIMULATE_DEFAULTS.load,
      describe: 'share of its life that a board works',
    });
}

/** Options of `simulate` that spread a model over chips beyond tensor and pipeline ranks. */
export function spreadOptions<Options>(yargs: Argv<Options>) {
  return yargs
    .option('expert', {
      type: 'number',
      default: SIMULATE_DEFAULTS.expert,
      describe: 'ranks that divide experts and sequences',
    })
    .option('data', { type: 'number', default: SIMULATE_DEFAULTS.data, describe: 'replicas that share the batch' })
    .option('context-parallel', {
      type: 'number',
      default: SIMULATE_DEFAULTS.contextParallel,
      describe: 'ranks that divide the tokens of a sequence',
    })
    .option('context-exchange', {
      choices: ['ring', 'all-gather'] as const,
      default: SIMULATE_DEFAULTS.contextExchange,
      describe: 'how keys reach the other ranks in prefill',
    })
    .option('microbatches', { type: 'number', describe: 'parts of the batch in a pipeline; default one a stage' })
    .option('overlap', {
      type: 'string',
      default: SIMULATE_DEFAULTS.overlap,
      describe: 'share of collectives hidden: 0.5, or all_reduce=0.5,alltoall=0.8',
    })
    .option('system', { type: 'string', describe: 'file that describes nodes and network' });
}
