import { log2 } from '../../../foundation/numeric/portable-math.js';
import { type Dtype, dtypeLayout } from '../../../workloads/operators/dtype.js';
import type { BatchedGemmOperator, GemmOperator } from '../../../workloads/operators/operator.js';
import type { DeviceFigures } from '../../roofline/device-figures.js';
import { TILE_COLUMNS, TILE_ROWS } from '../../roofline/gemm-tiles.js';
import { GEMM, type GemmWork, gemmMicroseconds, newGemmTrace, newGemmWork } from '../../roofline/gemm-time.js';
import type { KernelContext, PhysicalForm } from '../../roofline/physical-form.js';
import { residentRooflineMicroseconds } from '../../roofline/resident-roofline.js';
import {
  ACTIVATION_PARAMETERS,
  GEMM_CORE_PARAMETERS,
  SMOOTHQUANT_PARAMETERS,
  SPLIT_PARAMETERS,
} from './gemm-parameters.js';
import { sustainedShare } from './power-cap.js';

export type AnyGemm = GemmOperator | BatchedGemmOperator;

/** Kernel sets that differ in more than figures: what runs before the product, and whether k is cut. */
export type GemmStyle = 'plain' | 'quantised' | 'smoothquant';

const FEATURES = [
  'lgM',
  'lgN',
  'lgK',
  'lgBatch',
  'variant',
  'lgComputeOverMemory',
  'lgOverLaunch',
  'lgWaves',
  'waveFill',
  'weightHit',
  'paddingRows',
  'paddingColumns',
  'lgTileRows',
  'lgTileColumns',
  'lgSplit',
  'lgDepth',
] as const;

/** Which style runs a number format. */
export function gemmStyle(dtype: Dtype): GemmStyle {
  switch (dtype) {
    case 'fp8':
    case 'fp8_block':
    case 'nvfp4':
    case 'w4a8_mxfp4_mxfp8':
    case 'mxfp8':
    case 'mxfp4':
      return 'quantised';
    case 'int8_sq':
      return 'smoothquant';
    default:
      return 'plain';
  }
}

const WORK: GemmWork = newGemmWork();
const TRACE = newGemmTrace();

/** Peak operations a second of the datapath that a format multiplies at: the matrix units, else the vector units. */
export function peakOpsPerSec(dtype: Dtype, device: DeviceFigures): number {
  const { rate } = dtypeLayout(dtype);
  return Math.max(device.matrixOpsPerSec[rate], device.simtOpsPerSec[rate]);
}

function describe(op: AnyGemm, device: DeviceFigures, context: KernelContext, canSplit: boolean): void {
  const layout = dtypeLayout(op.dtype);
  const batch = op.kind === 'batched_gemm' ? op.batch : 1;
  WORK.batch = batch;
  WORK.m = op.m;
  WORK.n = op.n;
  WORK.k = op.k;
  WORK.weightBytes = batch * op.n * op.k * layout.weightBytes;
  WORK.activationBytes = batch * op.m * op.k * layout.activationBytes;
  WORK.outputBytes = batch * op.m * op.n * layout.activationBytes;
  WORK.weightCopies = context.weightCopies;
  const peak = peakOpsPerSec(op.dtype, device);
  const capped = op.dtype === 'fp32' && device.matrixOpsPerSec.fp32 === 0;
  WORK.peak = peak * 1e-6 * (capped ? sustainedShare(peak, device, context.exec) : 1);
  WORK.bandwidth = device.memoryBytesPerSec * 1e-6;
  WORK.cores = device.smCount;
  WORK.cache = device.l2Bytes / device.l2Partitions;
  WORK.canSplit = canSplit;
}

/** Microseconds of the kernels that prepare the activations. */
function activationMicroseconds(
  style: GemmStyle,
  parameters: Float64Array,
  op: AnyGemm,
  device: DeviceFigures,
): number {
  const bytes = op.m * op.k * (2 + dtypeLayout(op.dtype).weightBytes);
  const bandwidth = device.memoryBytesPerSec * 1e-6;
  switch (style) {
    case 'plain':
      return 0;
    case 'quantised': {
      const perRow = (parameters[12]! * op.m) / 1000;
      const pass = Math.max((parameters[13]! * op.k) / 1024, (parameters[14]! * bytes) / bandwidth);
      return perRow + pass + (op.m === 1 ? parameters[15]! : 0);
    }
    case 'smoothquant':
      return parameters[14]! + (parameters[15]! * bytes) / bandwidth;
  }
}

function parametersOf(style: GemmStyle) {
  switch (style) {
    case 'plain':
      return [...GEMM_CORE_PARAMETERS, ...SPLIT_PARAMETERS];
    case 'quantised':
      return [...GEMM_CORE_PARAMETERS, ...ACTIVATION_PARAMETERS];
    case 'smoothquant':
      return [...GEMM_CORE_PARAMETERS, ...SPLIT_PARAMETERS, ...SMOOTHQUANT_PARAMETERS];
  }
}

function makeGemmForm(style: GemmStyle): PhysicalForm<AnyGemm> {
  const canSplit = style !== 'quantised';
  return {
    family: 'gemm',
    parameters: parametersOf(style),
    microseconds(parameters, op, device, context) {
      describe(op, device, context, canSplit);
      const kernel = gemmMicroseconds(parameters, WORK, TRACE);
      return parameters[GEMM.launch]! + kernel + activationMicroseconds(style, parameters, op, device);
    },
    rooflineMicroseconds(op, device, context) {
      const layout = dtypeLayout(op.dtype);
      const batch = op.kind === 'batched_gemm' ? op.batch : 1;
      const weights = batch * op.n * op.k * layout.weightBytes;
      const rest = batch * (op.m * op.k + op.m * op.n) * layout.activationBytes;
      const flops = 2 * batch * op.m * op.n * op.k;
      const footprint = context.weightCopies * weights + rest;
      return residentRooflineMicroseconds(flops, peakOpsPerSec(op.dtype, device), weights + rest, footprint, device);
    },
    featureNames: FEATURES,
    features(parameters, op, device, context, out) {
      describe(op, device, context, canSplit);
      const kernel = gemmMicroseconds(parameters, WORK, TRACE);
      const launch = parameters[GEMM.launch]!;
      const x = TILE_ROWS[TRACE.tile]!;
      const y = TILE_COLUMNS[TRACE.tile]!;
      out[0] = log2(op.m);
      out[1] = log2(op.n);
      out[2] = log2(op.k);
      out[3] = op.kind === 'batched_gemm' ? log2(op.batch) : 0;
      out[4] = variantCode(context.variant);
      out[5] = log2(TRACE.compute / TRACE.memory);
      out[6] = log2((launch + kernel) / launch);
      out[7] = log2(TRACE.waves);
      out[8] = Math.ceil(TRACE.waves) / TRACE.waves - 1;
      out[9] = TRACE.weightHit;
      out[10] = (Math.ceil(op.m / x) * x) / op.m - 1;
      out[11] = (Math.ceil(op.n / y) * y) / op.n - 1;
      out[12] = log2(x);
      out[13] = log2(y);
      out[14] = log2(TRACE.split);
      out[15] = log2(op.k / TRACE.split);
    },
  };
}

/** Storage order of the operands as DeepBench names it; everything else is one code. */
function variantCode(variant: string): number {
  if (variant === 'gemm_NT') return 1;
  if (variant === 'gemm_TN') return 2;
  return 0;
}

const FORMS: Readonly<Record<GemmStyle, PhysicalForm<AnyGemm>>> = {
  plain: makeGemmForm('plain'),
  quantised: makeGemmForm('quantised'),
  smoothquant: makeGemmForm('smoothquant'),
};

/** The physical form of a product in one number format. */
export function gemmForm(dtype: Dtype): PhysicalForm<AnyGemm> {
  return FORMS[gemmStyle(dtype)];
}
