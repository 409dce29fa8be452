import type { OperatorKind } from '../../../workloads/operators/operator.js';

/** Weights of a donor that differs from what is wanted, relative to one that does not. */
export interface DonorRule {
  readonly otherLibrary: number;
  readonly otherFormat: number;
}

/**
 * How far fits of other devices speak for a device without rows, as leaving each of four devices out in turn shows
 * (docs/kernel-model.md). Attention: half weight across libraries, none across cache formats. Mixture of experts: one
 * fit errs with its library's quirks, so that the mean of all formats and libraries is the best guess. Products: one
 * format of all libraries. Elsewhere only the same library and format count where they exist.
 */
export function donorRule(kind: OperatorKind): DonorRule {
  switch (kind) {
    case 'attention_prefill':
    case 'attention_decode':
      return { otherLibrary: 0.5, otherFormat: 0 };
    case 'moe':
      return { otherLibrary: 0.5, otherFormat: 1 };
    case 'gemm':
    case 'batched_gemm':
      return { otherLibrary: 1, otherFormat: 0 };
    default:
      return { otherLibrary: 0, otherFormat: 0 };
  }
}
