import { expectedHashes } from '../../../pow-model/network/difficulty-policy.js';
import { forkRate, staleShareOfCrowd } from '../../../pow-model/network/network-statistics.js';
import { selfishMiningRevenue } from '../../../pow-model/network/selfish-mining-revenue.js';
import { blockSecOf, type NetworkFile } from '../../files/network-file.js';

/** A figure by formula, or why none applies. */
export type ClosedForm =
  | { readonly value: number; readonly source: string }
  | { readonly value: null; readonly reason: string };

const BITCOIN_GAP_RATIO = 2016 / 2015;

/** What formulas say of a network beside the simulation; each has the assumptions of its source. */
export interface NetworkClosedForms {
  readonly staleShare: ClosedForm;
  readonly forkRate: ClosedForm;
  readonly meanIntervalSec: ClosedForm;
  /** Share of the main chain, by miner. */
  readonly mainShares: readonly ClosedForm[];
}

/** Time for which the average miner mines beside a block that it has not heard of; a pool knows its own at once. */
function unawareSec({ miners, propagation, check }: NetworkFile): number {
  const own = miners.reduce((sum, { kind, share }) => sum + (kind === 'pool' ? share * share : 0), 0);
  return (propagation.delay + check) * (1 - own);
}

/** The closed forms that apply to a file. */
export function networkClosedForms(file: NetworkFile): NetworkClosedForms {
  const { miners, difficulty } = file;
  const blockSec = blockSecOf(file);
  const selfish = miners.filter(({ strategy }) => strategy.kind === 'selfish');
  const isHonest = miners.every(({ strategy }) => strategy.kind === 'honest');
  const isSteady = file.hashRatePath.kind === 'constant';
  const unaware = unawareSec(file);
  const moves = { value: null, reason: 'the hash rate moves' };
  const strategic = { value: null, reason: 'a miner is not honest' };
  const steady = (form: ClosedForm): ClosedForm => (!isHonest ? strategic : isSteady ? form : moves);
  // A rule that adjusts holds the main chain at its block time, so that blocks are found faster by the stale ones.
  const foundSec = difficulty === 'fixed' ? blockSec : Math.max(0, blockSec - unaware);
  const revenueOf = (index: number): ClosedForm => {
    const { share, strategy } = miners[index]!;
    if (miners.some((one) => one.strategy.kind === 'hopping')) return { value: null, reason: 'a miner comes and goes' };
    if (selfish.length > 1) return { value: null, reason: 'more than one miner is selfish' };
    const [pool] = selfish;
    if (pool === undefined || pool.strategy.kind !== 'selfish')
      return { value: share, source: 'share of the hash rate' };
    const revenue = selfishMiningRevenue(pool.share, pool.strategy.gamma);
    const value = strategy.kind === 'selfish' ? revenue : ((1 - revenue) * share) / (1 - pool.share);
    return { value, source: 'Eyal and Sirer 2013, equation 8: many small honest miners, no delay' };
  };
  return {
    staleShare: steady({
      value: unaware === 0 ? 0 : staleShareOfCrowd(unaware, foundSec),
      source: 'd / (d + T): Sompolinsky and Zohar 2015; exact for a crowd',
    }),
    forkRate: steady(
      foundSec > 1
        ? {
            value: forkRate(1 / foundSec, unaware),
            source: '1 - (1 - 1/T)^d: Decker and Wattenhofer 2013, equation 3',
          }
        : { value: null, reason: 'a block a second or faster' },
    ),
    meanIntervalSec: steady({
      value:
        difficulty === 'fixed' ? blockSec + unaware : blockSec * (difficulty === 'bitcoin' ? BITCOIN_GAP_RATIO : 1),
      source: difficulty === 'fixed' ? 'T + d' : 'the block time that the rule holds',
    }),
    mainShares: miners.map((_, index) => revenueOf(index)),
  };
}

/** Hashes of a block over those of the first one. */
export function relativeDifficulty(target: bigint, first: bigint): number {
  return expectedHashes(target) / expectedHashes(first);
}
