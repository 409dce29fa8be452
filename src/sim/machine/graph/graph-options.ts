import type { Dtype } from '../../../workloads/operators/dtype.js';

/** What the caller chooses for graphs whose files leave it open. */
export interface GraphOptions {
  readonly dims: ReadonlyMap<string, number>;
  readonly values: ReadonlyMap<string, number>;
  /** Null keeps what the file says, or the usual path of its kind. */
  readonly dtype: Dtype | null;
  readonly allowUnknown: boolean;
}
