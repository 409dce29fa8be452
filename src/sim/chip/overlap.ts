import type { CollectiveOperator } from '../../workloads/operators/operator.js';

/** Share of each kind of collective's time that hides behind independent work, 0 to 1. */
export type OverlapShares = Readonly<Record<CollectiveOperator['kind'], number>>;

export const NO_OVERLAP: OverlapShares = {
  all_reduce: 0,
  all_gather: 0,
  reduce_scatter: 0,
  alltoall: 0,
  send_recv: 0,
};

/** Collectives can hide behind no more than all other work: the factor that shares are scaled down by where they claim more. */
export function overlapScale(hiddenSec: number, otherSec: number): number {
  return hiddenSec > otherSec ? otherSec / hiddenSec : 1;
}
