import {
  asertDifficulty,
  bitcoinDifficulty,
  type DifficultyPolicy,
  fixedDifficulty,
  kaspaDifficulty,
  lwmaDifficulty,
  moneroDifficulty,
  pearlDifficulty,
} from './difficulty-policy.js';

/** A difficulty rule as files name it. */
export interface DifficultyRule {
  readonly label: string;
  /** Block time that the chain's constants aim at; null where the network states its own. */
  readonly blockSec: number | null;
  /** What a block costs to simulate, in blocks of a rule that reads one block. */
  readonly cost: number;
  readonly create: (initialTarget: bigint, blockSec: number) => DifficultyPolicy;
}

/** Blocks that the moving average of zawy12 looks back on; Zcash's forks use 45 to 90. */
const LWMA_WINDOW = 60;

/** Every rule that `pow network` runs, each the function of src/pow-model/protocols. */
export const DIFFICULTY_RULES = {
  fixed: { label: 'the same difficulty for ever', blockSec: null, cost: 1, create: fixedDifficulty },
  bitcoin: { label: "Bitcoin's retarget every 2016 blocks", blockSec: 600, cost: 3, create: bitcoinDifficulty },
  asert: { label: "Bitcoin Cash's aserti3-2d", blockSec: 600, cost: 2, create: asertDifficulty },
  'pearl-wtema': { label: "Pearl's weighted moving average", blockSec: 194, cost: 1, create: pearlDifficulty },
  lwma: {
    label: "zawy12's linearly weighted moving average over 60 blocks",
    blockSec: null,
    cost: 10,
    create: (target, blockSec) => lwmaDifficulty(target, blockSec, LWMA_WINDOW),
  },
  monero: { label: "Monero's window of 720 blocks", blockSec: 120, cost: 200, create: moneroDifficulty },
  'kaspa-daa': {
    label: "Kaspa's sampled window, on a plain chain of a block a second",
    blockSec: 1,
    cost: 100,
    create: (target) => kaspaDifficulty(target, 1000, 4),
  },
} satisfies Readonly<Record<string, DifficultyRule>>;

export type DifficultyRuleName = keyof typeof DIFFICULTY_RULES;
