import type { Operator } from '../../workloads/operator.js';
import { gemmForm } from './forms/gemm-form.js';
import { threeRegimeForm } from './forms/three-regime-form.js';
import type { PhysicalForm } from './physical-form.js';

/** The one table of which physical form accounts for which operator; `library` is a key of kernelLibrary. */
export function physicalFormFor(op: Operator, _library: string): PhysicalForm {
  switch (op.kind) {
    case 'gemm':
    case 'batched_gemm':
      return gemmForm(op.dtype) as PhysicalForm;
    default:
      return threeRegimeForm;
  }
}
