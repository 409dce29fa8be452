import type { CollectiveOperator } from '../../workloads/operators/operator.js';

export type CollectiveKind = CollectiveOperator['kind'] | 'broadcast';

/** A collective of `ranks` ranks; `bytes` as nccl-tests count them (all_gather: the whole gathered buffer). */
export interface CollectiveCall {
  readonly kind: CollectiveKind;
  readonly ranks: number;
  readonly bytes: number;
}
