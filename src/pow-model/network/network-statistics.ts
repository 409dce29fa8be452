import { pow } from '../../foundation/numeric/portable-math.js';
import { GENESIS } from './block-tree.js';
import type { NetworkRun } from './simulate-network.js';

export interface NetworkStatistics {
  readonly found: number;
  readonly mainChain: number;
  /** Found blocks that are not on the main chain, over all found. */
  readonly staleShare: number;
  /** Gaps between neighbours on the main chain. */
  readonly meanIntervalSec: number;
  readonly intervalVariance: number;
  /** Share of gaps above six times their mean: e^-6 for a Poisson process. */
  readonly longIntervalShare: number;
  /** Main-chain blocks of each miner over all of them. */
  readonly minerShares: readonly number[];
}

/** Blocks of the main chain after the genesis block, oldest first. */
export function mainChain({ tree, tip }: NetworkRun): Int32Array {
  const blocks = new Int32Array(tree.heights[tip]!);
  for (let at = tip; at !== GENESIS; at = tree.parents[at]!) blocks[tree.heights[at]! - 1] = at;
  return blocks;
}

/** Statistics of a finished run of `miners` miners. */
export function networkStatistics(run: NetworkRun, miners: number): NetworkStatistics {
  const { tree } = run;
  const blocks = mainChain(run);
  const gaps = new Float64Array(blocks.length);
  const won = new Array<number>(miners).fill(0);
  let before = 0;
  for (let i = 0; i < blocks.length; i++) {
    const seconds = tree.seconds[blocks[i]!]!;
    gaps[i] = seconds - before;
    before = seconds;
    won[tree.miners[blocks[i]!]!]! += 1;
  }
  const mean = before / blocks.length;
  let squares = 0;
  let long = 0;
  for (let i = 0; i < gaps.length; i++) {
    squares += (gaps[i]! - mean) * (gaps[i]! - mean);
    if (gaps[i]! > 6 * mean) long += 1;
  }
  const found = tree.length - 1;
  return {
    found,
    mainChain: blocks.length,
    staleShare: 1 - blocks.length / found,
    meanIntervalSec: mean,
    intervalVariance: squares / (gaps.length - 1),
    longIntervalShare: long / gaps.length,
    minerShares: won.map((count) => count / blocks.length),
  };
}

/**
 * Share of blocks that end up off the main chain when a crowd of small miners hears of each block after a constant delay:
 * 1 - 1 / (1 + delay x rate), because a height is passed every delay + 1/rate seconds on average.
 * Source: Sompolinsky and Zohar, "Secure high-rate transaction processing in Bitcoin", 2015.
 *
 * @example
 * staleShareOfCrowd(10, 90).toFixed(6) // '0.100000'
 */
export function staleShareOfCrowd(delaySec: number, blockSec: number): number {
  return delaySec / (delaySec + blockSec);
}

/**
 * Chance that a block is contested, 1 - (1 - p)^integral, from the chance of a block a second and the integral over time of
 * the share of miners that have not heard of it. Source: Decker and Wattenhofer, "Information propagation in the Bitcoin
 * network", 2013, equation 3.
 *
 * @example
 * forkRate(1 / 633.68, 11.37).toFixed(4) // '0.0178'
 */
export function forkRate(blocksPerSec: number, unawareSec: number): number {
  return 1 - pow(1 - blocksPerSec, unawareSec);
}
