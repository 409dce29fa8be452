import { grouped } from '../options/option-groups.js';
import { SIMULATE_DEFAULTS } from './simulate-uses.js';

/** Options of `simulate` that turn tokens into money, with the defaults of a study. */
export const COST_OPTIONS = grouped('Cost:', {
  electricity: {
    type: 'string',
    default: SIMULATE_DEFAULTS.electricity,
    describe: 'price of electricity, such as "0.06 USD/kWh"',
  },
  pue: {
    type: 'number',
    default: SIMULATE_DEFAULTS.pue,
    describe: 'PUE: power of the site over power of its machines, 1 to 3',
  },
  lifetime: { type: 'string', describe: 'years that a board is used, such as "4 years"; default: of the chip file' },
  load: {
    type: 'number',
    default: SIMULATE_DEFAULTS.load,
    describe: 'share of its life that a board works, 0.001 to 1',
  },
  volume: {
    type: 'number',
    default: SIMULATE_DEFAULTS.volume,
    describe: 'boards made of a design, which share its non-recurring cost',
  },
} as const);

/** Options of `simulate` that divide a model among chips. */
export const PARALLELISM_OPTIONS = grouped('Parallelism:', {
  tp: { type: 'number', default: SIMULATE_DEFAULTS.tp, describe: 'tensor parallelism: chips that divide each layer' },
  pp: { type: 'number', default: SIMULATE_DEFAULTS.pp, describe: 'pipeline parallelism: stages of whole layers' },
  ep: {
    type: 'number',
    default: SIMULATE_DEFAULTS.ep,
    describe: 'expert parallelism: chips that divide the experts of each layer and the batch',
  },
  dp: {
    type: 'number',
    default: SIMULATE_DEFAULTS.dp,
    describe: 'data parallelism: copies of the model that divide the batch',
  },
  cp: {
    type: 'number',
    default: SIMULATE_DEFAULTS.cp,
    describe: 'context parallelism: chips that divide the tokens of a sequence',
  },
  'context-exchange': {
    choices: ['ring', 'all-gather'],
    default: SIMULATE_DEFAULTS.contextExchange,
    describe: 'how keys and values reach the other chips of --cp in a prefill',
  },
  microbatches: { type: 'number', describe: 'microbatches of the pipeline; default: one a stage' },
  overlap: {
    type: 'string',
    default: SIMULATE_DEFAULTS.overlap,
    describe: 'share of each collective hidden behind compute: 0.5, or all_reduce=0.5,alltoall=0.8',
  },
  system: { type: 'string', describe: 'system file: chips a node, interconnect and host' },
} as const);
