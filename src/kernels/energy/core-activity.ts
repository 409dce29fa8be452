import type { Operator } from '../../workloads/operators/operator.js';

/** Rows and columns of the tile that a core works on; a 128 x 128 tile is the most common of the kernel libraries. */
const TILE = 128;
/** Keys that one part of a split decode attention reads, and the least inner dimension of a split product. */
const SPLIT = 256;
const MAX_SPLITS = 16;

/** Share of the cores that an operator gives work to, 0 to 1; what decides power while neither rate nor bandwidth does. */
export function coreActivity(op: Operator, coreCount: number): number {
  switch (op.kind) {
    case 'gemm':
    case 'batched_gemm': {
      const batch = op.kind === 'gemm' ? 1 : op.batch;
      const tiles = Math.ceil(op.m / TILE) * Math.ceil(op.n / TILE) * batch;
      const splits = Math.min(
        MAX_SPLITS,
        Math.max(1, Math.floor(op.k / SPLIT)),
        Math.max(1, Math.floor((2 * coreCount) / tiles)),
      );
      return Math.min(1, (tiles * splits) / coreCount);
    }
    case 'attention_decode': {
      const keys = op.window > 0 ? Math.min(op.kvLen, op.window) : op.kvLen;
      return Math.min(1, (op.batch * op.kvHeads * Math.max(1, Math.ceil(keys / SPLIT))) / coreCount);
    }
    case 'attention_prefill':
      return Math.min(1, (op.batch * op.heads * Math.ceil(op.qLen / TILE)) / coreCount);
    case 'norm':
    case 'softmax':
    case 'activation':
    case 'rope':
    case 'elementwise':
      return Math.min(1, op.m / coreCount);
    default:
      return 1;
  }
}
