import type { Operator } from '../../workloads/operators/operator.js';
import type { PhysicalForm } from '../roofline/physical-form.js';
import { threeRegimeForm } from '../roofline/three-regime-form.js';
import { attentionDecodeForm } from './attention/attention-decode-form.js';
import { attentionPrefillForm } from './attention/attention-prefill-form.js';
import { collectiveForm } from './collective-form.js';
import { gemmForm } from './gemm/gemm-form.js';
import { moeForm } from './moe/moe-form.js';
import { rowwiseForm } from './rowwise-form.js';

/** The one table of which physical form accounts for which operator; `library` is a key of kernelLibrary. */
export function physicalFormFor(op: Operator, library: string): PhysicalForm {
  if (library === 'tfjs') return threeRegimeForm;
  switch (op.kind) {
    case 'gemm':
    case 'batched_gemm':
      return gemmForm(op.dtype) as PhysicalForm;
    case 'attention_prefill':
      return attentionPrefillForm as PhysicalForm;
    case 'attention_decode':
      return attentionDecodeForm as PhysicalForm;
    case 'moe':
      return moeForm as PhysicalForm;
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
    case 'send_recv':
      return collectiveForm as PhysicalForm;
    case 'norm':
    case 'activation':
    case 'rope':
    case 'elementwise':
    case 'softmax':
      return rowwiseForm as PhysicalForm;
    default:
      return threeRegimeForm;
  }
}
