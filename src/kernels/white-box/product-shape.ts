import { dtypeLayout } from '../../workloads/operators/dtype.js';
import type { BatchedGemmOperator, GemmOperator, MoeOperator } from '../../workloads/operators/operator.js';
import { type MoeLoad, moeLoad } from '../roofline/moe-load.js';

/** `batch` products out[m,n] = a[m,k] x b[k,n], with the stored bytes of an element of each operand. */
export interface ProductShape {
  readonly batch: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly weightBytes: number;
  readonly activationBytes: number;
  /** Weight copies that callers cycle through; 1 may find the weights in cache. */
  readonly weightCopies: number;
}

/** The product that an operator is. */
export function productShape(op: GemmOperator | BatchedGemmOperator, weightCopies: number): ProductShape {
  const { weightBytes, activationBytes } = dtypeLayout(op.dtype);
  const batch = op.kind === 'batched_gemm' ? op.batch : 1;
  return { batch, m: op.m, n: op.n, k: op.k, weightBytes, activationBytes, weightCopies };
}

/** A mixture-of-experts layer as kernels: grouped products up and down, and a pass that gathers and scatters tokens. */
export interface ExpertProducts {
  readonly up: ProductShape;
  readonly down: ProductShape;
  readonly movedBytes: number;
}

/** The hottest of ep ranks holds ep^-0.74 of the pairs when experts are drawn from a power law (docs/kernel-model.md). */
const HOT_EXPONENT = 0.74;

const LOAD: MoeLoad = { all: 0, local: 0, active: 0, even: true };

/** Two grouped products over the experts that the tokens reach on the busiest rank, each with its mean share of tokens. */
export function expertProducts(op: MoeOperator, weightCopies: number): ExpertProducts {
  const { weightBytes, activationBytes } = dtypeLayout(op.dtype);
  moeLoad(op, HOT_EXPONENT, LOAD);
  const experts = Math.max(1, Math.round(LOAD.active));
  const m = Math.max(1, Math.ceil(LOAD.local / experts));
  const inter = Math.max(1, Math.ceil(op.inter / op.tp));
  const base = { batch: experts, m, weightBytes, activationBytes, weightCopies };
  return {
    up: { ...base, n: (op.gated ? 2 : 1) * inter, k: op.hidden },
    down: { ...base, n: op.hidden, k: inter },
    // Libraries gather, activate and sum the rows of all ranks' pairs, whichever rank holds them.
    movedBytes: LOAD.all * (2 * op.hidden + 3 * inter) * activationBytes,
  };
}
