import { log2 } from '../../foundation/numeric/portable-math.js';
import { dtypeLayout } from '../../workloads/operators/dtype.js';
import type { Operator } from '../../workloads/operators/operator.js';
import type { DeviceFigures } from './device-figures.js';
import { normSum } from './gemm-time.js';
import { operatorBytes, operatorFlops } from './operator-work.js';
import type { ParameterSpec, PhysicalForm } from './physical-form.js';
import { residentRooflineMicroseconds } from './resident-roofline.js';

const PARAMETERS: readonly ParameterSpec[] = [
  {
    name: 'etac',
    unit: '1',
    meaning: 'share of the peak rate that large shapes reach',
    typical: 0.6,
    lnSd: 0.6,
    low: 0.01,
    high: 1,
  },
  {
    name: 'etam',
    unit: '1',
    meaning: 'share of the bandwidth that large shapes reach',
    typical: 0.75,
    lnSd: 0.4,
    low: 0.01,
    high: 1,
  },
  {
    name: 't0',
    unit: 'us',
    meaning: 'launch and drain, added to everything',
    typical: 4,
    lnSd: 1,
    low: 0.3,
    high: 400,
  },
  {
    name: 'p',
    unit: '1',
    meaning: 'exponent of the norm that joins compute and memory time',
    typical: 2.5,
    lnSd: 0.4,
    low: 1,
    high: 12,
  },
];

/** The rate an operator computes at: matrix units for products and attention, vector units for row-wise kernels. */
export function operatorPeak(op: Operator, device: DeviceFigures): number {
  switch (op.kind) {
    case 'hash':
      return device.int32OpsPerSec;
    case 'norm':
    case 'activation':
    case 'rope':
    case 'elementwise':
    case 'softmax':
      // Bandwidth decides row-wise kernels: where no vector rate is published it is not counted as a limit.
      return device.simtOpsPerSec.fp32 > 0 ? device.simtOpsPerSec.fp32 : Number.POSITIVE_INFINITY;
    case 'vector':
      return op.arithmetic === 'int32' ? device.int32OpsPerSec : device.simtOpsPerSec.fp32;
    default: {
      const { rate } = dtypeLayout(op.dtype);
      return Math.max(device.matrixOpsPerSec[rate], device.simtOpsPerSec[rate]);
    }
  }
}

function bandwidthOf(op: Operator, device: DeviceFigures): number {
  switch (op.kind) {
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
    case 'send_recv':
      return device.linkBytesPerSec;
    default:
      return device.memoryBytesPerSec;
  }
}

/** Compute, memory or link, and a launch floor that adds: the account for kernels that have no closer form. */
export const threeRegimeForm: PhysicalForm<Operator> = {
  family: 'other',
  parameters: PARAMETERS,
  microseconds(parameters, op, device) {
    const compute = (operatorFlops(op) * 1e6) / (operatorPeak(op, device) * parameters[0]!);
    const memory = (operatorBytes(op) * 1e6) / (bandwidthOf(op, device) * parameters[1]!);
    return parameters[2]! + normSum(Number.isNaN(compute) ? 0 : compute, memory, parameters[3]!);
  },
  rooflineMicroseconds(op, device) {
    const flops = operatorFlops(op);
    const bytes = operatorBytes(op);
    const peak = flops > 0 ? operatorPeak(op, device) : 1;
    if (bandwidthOf(op, device) === device.linkBytesPerSec) return (bytes / device.linkBytesPerSec) * 1e6;
    return residentRooflineMicroseconds(flops, peak, bytes, bytes, device);
  },
  featureNames: ['lgFlops', 'lgBytes'],
  features(_parameters, op, _device, _context, out) {
    out[0] = log2(1 + operatorFlops(op));
    out[1] = log2(1 + operatorBytes(op));
  },
};
