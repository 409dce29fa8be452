import { ln } from '../../../foundation/numeric/portable-math.js';
import { mainChain, networkStatistics } from '../../../pow-model/network/network-statistics.js';
import type { NetworkRun } from '../../../pow-model/network/simulate-network.js';
import { quantiles } from '../../../stats/quantile.js';

/** Levels at which block intervals are compared with the exponential. */
export const INTERVAL_LEVELS = [0.1, 0.5, 0.9, 0.99] as const;

/** Blocks of a miner in one run. */
export interface MinerFigures {
  /** Blocks of the main chain over all of it. */
  readonly mainShare: number;
  /** Found blocks that did not stay, over all that it found; null where it found none. */
  readonly staleShare: number | null;
  /** Main-chain blocks per expected hash spent, over the same of the whole network; null where it found none. */
  readonly payPerHash: number | null;
  readonly coins: number;
}

/** What one run gives. */
export interface RunFigures {
  readonly staleShare: number;
  readonly meanIntervalSec: number;
  /** At the levels of INTERVAL_LEVELS, seconds, and over those of an exponential of the same mean. */
  readonly intervalsSec: readonly number[];
  readonly overExponential: readonly number[];
  readonly longIntervalShare: number;
  readonly miners: readonly MinerFigures[];
}

/** Figures of a finished run; `coins` are those of each main-chain block, empty where nothing is paid. */
export function networkFigures(run: NetworkRun, miners: number, coins: readonly number[]): RunFigures {
  const { tree } = run;
  const { staleShare, meanIntervalSec, longIntervalShare, minerShares } = networkStatistics(run, miners);
  const chain = mainChain(run);
  const gaps = Array.from(chain, (block, i) => tree.seconds[block]! - (i === 0 ? 0 : tree.seconds[chain[i - 1]!]!));
  const intervalsSec = quantiles(gaps, INTERVAL_LEVELS);
  const found = new Float64Array(miners);
  const spent = new Float64Array(miners);
  const paid = new Float64Array(miners);
  for (let block = 1; block < tree.length; block++) {
    const miner = tree.miners[block]!;
    found[miner]! += 1;
    spent[miner]! += tree.work[block]! - tree.work[tree.parents[block]!]!;
  }
  chain.forEach((block, i) => {
    paid[tree.miners[block]!]! += coins[i] ?? 0;
  });
  const allSpent = spent.reduce((sum, one) => sum + one, 0);
  return {
    staleShare,
    meanIntervalSec,
    intervalsSec,
    overExponential: intervalsSec.map((sec, i) => sec / (-ln(1 - INTERVAL_LEVELS[i]!) * meanIntervalSec)),
    longIntervalShare,
    miners: minerShares.map((mainShare, miner) => ({
      mainShare,
      staleShare: found[miner] === 0 ? null : 1 - (mainShare * chain.length) / found[miner]!,
      payPerHash: spent[miner] === 0 ? null : mainShare / (spent[miner]! / allSpent),
      coins: paid[miner]!,
    })),
  };
}
