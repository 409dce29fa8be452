import { exponential } from '../../foundation/numeric/distributions/index.js';
import { createStream } from '../../foundation/numeric/random-stream.js';
import { PRIORITY, Simulator } from '../../sim/engine/index.js';
import { requireCount, ruleViolation } from '../protocols/rule-violation.js';
import { requireShare } from './selfish-mining-revenue.js';

export interface SelfishMiningInput {
  /** Hash share of the pool. */
  readonly alpha: number;
  /** Share of honest miners that build on the pool's branch of a tie. */
  readonly gamma: number;
  /** Blocks that are found, by anyone. */
  readonly blocks: number;
  readonly seed: number | string;
}

export interface SelfishMiningRun {
  readonly poolBlocks: number;
  readonly honestBlocks: number;
  /** Pool's share of the main chain. */
  readonly revenueShare: number;
  /** Found blocks that were overridden, over all found. */
  readonly staleShare: number;
  readonly seconds: number;
}

// Bound once: inside a vm context each look-up of a global costs as much as an event.
const { round } = Math;

const BLOCK_SEC = 600;
const TICKS_PER_SEC = 1e6;
const MAX_BLOCKS = 1e9;

/**
 * The selfish-mining strategy as events: the pool keeps its blocks back, answers an honest block with one of its own when
 * one ahead, and publishes all when two ahead (Eyal and Sirer 2013, algorithm 1).
 */
export function simulateSelfishMining({ alpha, gamma, blocks, seed }: SelfishMiningInput): SelfishMiningRun {
  requireShare(alpha, 'alpha');
  requireShare(gamma, 'gamma');
  requireCount(blocks, 'blocks');
  if (blocks > MAX_BLOCKS) throw ruleViolation('network-blocks', 'blocks', `${blocks}.`, `Give at most ${MAX_BLOCKS}.`);
  const simulator = new Simulator();
  const gaps = createStream(seed, 'selfish/gaps');
  const finders = createStream(seed, 'selfish/finders');
  const branches = createStream(seed, 'selfish/branches');
  let found = 0;
  let pool = 0;
  let honest = 0;
  let lead = 0;
  let isTie = false;

  const poolFinds = () => {
    if (isTie) {
      pool += 2;
      isTie = false;
    } else lead += 1;
  };
  const honestFinds = () => {
    if (isTie) {
      const onPoolBranch = branches.nextUniform() < gamma;
      pool += onPoolBranch ? 1 : 0;
      honest += onPoolBranch ? 1 : 2;
      isTie = false;
    } else if (lead === 0) honest += 1;
    else if (lead === 1) {
      lead = 0;
      isTie = true;
    } else if (lead === 2) {
      pool += 2;
      lead = 0;
    } else {
      pool += 1;
      lead -= 1;
    }
  };
  const schedule = () => {
    if (found < blocks) {
      simulator.schedule(round(exponential(gaps, 1 / BLOCK_SEC) * TICKS_PER_SEC), PRIORITY.arrival, handler, 0);
    }
  };
  const handler = simulator.register('find', () => {
    found += 1;
    if (finders.nextUniform() < alpha) poolFinds();
    else honestFinds();
    schedule();
  });
  schedule();
  simulator.run();
  // What the pool still keeps back at the end is ahead of the public chain and will be published.
  pool += lead;
  const main = pool + honest;
  return {
    poolBlocks: pool,
    honestBlocks: honest,
    revenueShare: main === 0 ? 0 : pool / main,
    staleShare: found === 0 ? 0 : 1 - main / found,
    seconds: simulator.now / TICKS_PER_SEC,
  };
}
