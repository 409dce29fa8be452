import { log2 } from '../../foundation/numeric/portable-math.js';
import { dtypeLayout } from '../../workloads/operators/dtype.js';
import type { RowwiseOperator } from '../../workloads/operators/operator.js';
import type { DeviceFigures } from '../roofline/device-figures.js';
import { hitShare, normSum } from '../roofline/gemm-time.js';
import { operatorBytes } from '../roofline/operator-work.js';
import { parameterSpec as spec } from '../roofline/parameter-spec.js';
import type { KernelContext, ParameterSpec, PhysicalForm } from '../roofline/physical-form.js';
import { residentRooflineMicroseconds } from '../roofline/resident-roofline.js';

const ROWWISE = {
  etaM: 0,
  launch: 1,
  norm: 2,
  gamma: 3,
  rho: 4,
  row: 5,
  chunk: 6,
  resident: 7,
  reread: 8,
} as const;

/** Centres are what the fits of eight GPUs share, widths how far they differ. */
const PARAMETERS: readonly ParameterSpec[] = [
  spec('etam', '1', 'share of the memory bandwidth that streaming reaches', [0.83, 0.15], [0.2, 1]),
  spec('t0', 'us', 'launch and drain, added to everything', [3, 0.8], [0.3, 60]),
  spec('p', '1', 'exponent of the norm that joins memory and row time', [3, 0.4], [1, 12]),
  spec('gam', '1', 'usable share of one cache partition', [0.6, 0.5], [0.05, 1.5]),
  spec('rho', '1', 'cache bandwidth over memory bandwidth', [2.5, 0.4], [1, 10]),
  spec('cr', 'us', 'fixed time of one block, which holds one row', [1, 0.7], [0.02, 20]),
  spec('ck', 'us', 'time of 1024 elements of a row', [0.3, 0.7], [0.01, 5]),
  spec('occ', '1', 'blocks that a core holds at a time', [4, 0.6], [1, 32]),
  spec('cx', '1', 'times that a row which does not stay in cache is read again', [1, 0.6], [0.05, 4]),
];

/** Kernels with one block a row; the others cut the tensor into equal pieces whatever its rows are. */
function oneBlockPerRow(op: RowwiseOperator): boolean {
  return op.kind === 'norm' || op.kind === 'softmax' || op.kind === 'rope' || op.op.endsWith('_mul');
}

/** Kernels that pass over a row more than once: statistics first, values after. */
function passesTwice(op: RowwiseOperator): boolean {
  return op.kind === 'norm' || op.kind === 'softmax';
}

const TRACE = { memory: 0, rows: 0, waves: 0, hit: 0, rowHit: 0 };

function rowwiseMicroseconds(c: Float64Array, op: RowwiseOperator, device: DeviceFigures): number {
  const bytes = operatorBytes(op);
  const usable = (c[ROWWISE.gamma]! * device.l2Bytes) / device.l2Partitions;
  const hit = hitShare(bytes, usable, 3);
  let traffic = bytes * (1 - hit + hit / c[ROWWISE.rho]!);
  TRACE.rows = 0;
  TRACE.waves = 1;
  TRACE.rowHit = 1;
  if (passesTwice(op)) {
    const rowBytes = op.n * dtypeLayout(op.dtype).activationBytes;
    TRACE.rowHit = hitShare(rowBytes * Math.min(op.m, device.smCount * c[ROWWISE.resident]!), usable, 3);
    traffic += c[ROWWISE.reread]! * (1 - TRACE.rowHit) * op.m * rowBytes;
  }
  const memory = traffic / (c[ROWWISE.etaM]! * device.eccShare * device.memoryBytesPerSec * 1e-6);
  TRACE.hit = hit;
  TRACE.memory = memory;
  if (!oneBlockPerRow(op)) return c[ROWWISE.launch]! + memory;
  const waves = Math.max(1, op.m / (device.smCount * c[ROWWISE.resident]!));
  TRACE.waves = waves;
  TRACE.rows = waves * (c[ROWWISE.row]! + c[ROWWISE.chunk]! * Math.ceil(op.n / 1024));
  return c[ROWWISE.launch]! + normSum(memory, TRACE.rows, c[ROWWISE.norm]!);
}

/** Norms, activations, rotary embedding, elementwise and softmax: memory streamed, or rows worked off block by block. */
export const rowwiseForm: PhysicalForm<RowwiseOperator> = {
  family: 'rowwise',
  parameters: PARAMETERS,
  microseconds: (parameters, op, device, _context: KernelContext) => rowwiseMicroseconds(parameters, op, device),
  rooflineMicroseconds(op, device) {
    const bytes = operatorBytes(op);
    return residentRooflineMicroseconds(0, 1, bytes, bytes, device);
  },
  featureNames: ['lgRows', 'lgWidth', 'lgBytes', 'lgRowOverMemory', 'lgOverLaunch', 'hit', 'rowHit', 'widthFill'],
  features(parameters, op, device, _context, out) {
    const time = rowwiseMicroseconds(parameters, op, device);
    out[0] = log2(op.m);
    out[1] = log2(op.n);
    out[2] = log2(op.m * op.n);
    out[3] = TRACE.rows > 0 ? log2(TRACE.rows / TRACE.memory) : -10;
    out[4] = log2(time / parameters[ROWWISE.launch]!);
    out[5] = TRACE.hit;
    out[6] = TRACE.rowHit;
    out[7] = (1024 * Math.ceil(op.n / 1024)) / op.n - 1;
  },
};
