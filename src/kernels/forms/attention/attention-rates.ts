import { dtypeLayout } from '../../../workloads/operators/dtype.js';
import type { AttentionDecodeOperator, AttentionPrefillOperator } from '../../../workloads/operators/operator.js';
import type { DeviceFigures } from '../../roofline/device-figures.js';
import type { AttentionLibrary } from './attention-libraries.js';

/** Peak operations a second of the datapath that scores and sums: fp8 only where the library multiplies in it. */
export function attentionPeakOpsPerSec(
  op: AttentionDecodeOperator | AttentionPrefillOperator,
  device: DeviceFigures,
  library: AttentionLibrary,
): number {
  if (multipliesFp8(op, device, library)) return device.matrixOpsPerSec.fp8;
  const { rate } = dtypeLayout(op.dtype);
  return Math.max(device.matrixOpsPerSec[rate], device.simtOpsPerSec[rate]);
}

/** Whether scores are fp8 products, which takes queries quantised before the kernel. */
export function multipliesFp8(
  op: AttentionDecodeOperator | AttentionPrefillOperator,
  device: DeviceFigures,
  library: AttentionLibrary,
): boolean {
  return op.kvDtype === 'fp8' && library.multipliesFp8 && device.matrixOpsPerSec.fp8 > 0;
}
