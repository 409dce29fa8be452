import { log2 } from '../../../foundation/numeric/portable-math.js';
import type { AttentionDecodeOperator } from '../../../workloads/operators/operator.js';
import type { DeviceFigures } from '../../roofline/device-figures.js';
import { hitShare, normSum } from '../../roofline/gemm-time.js';
import { kvElementBytes } from '../../roofline/operator-work.js';
import type { KernelContext, PhysicalForm } from '../../roofline/physical-form.js';
import { residentRooflineMicroseconds } from '../../roofline/resident-roofline.js';
import { ATTENTION_DECODE_PARAMETERS, DECODE } from './attention-decode-parameters.js';
import { attentionLibrary, packsDecodeHeads } from './attention-libraries.js';
import { attentionPeakOpsPerSec } from './attention-rates.js';

/** Cuts of the cache over blocks that split-KV kernels use. */
const SPLITS = Float64Array.from([1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128]);

/** Query rows of one block; more rows than that take several blocks. */
const BLOCK_ROWS = 64;

/** Columns are computed in blocks of this many. */
const COLUMN_BLOCK = 64;

interface DecodeTrace {
  split: number;
  /** Blocks a core. */
  waves: number;
  compute: number;
  memory: number;
  hit: number;
  columns: number;
  rows: number;
}

const TRACE: DecodeTrace = { split: 1, waves: 0, compute: 0, memory: 0, hit: 0, columns: 0, rows: 0 };

/** Cache columns that a query sees. */
function visibleColumns(op: AttentionDecodeOperator): number {
  return op.window > 0 ? Math.min(op.kvLen, op.window) : op.kvLen;
}

function kvBytes(op: AttentionDecodeOperator): number {
  return 2 * op.batch * op.kvHeads * visibleColumns(op) * op.headDim * kvElementBytes(op.kvDtype);
}

/** Query in and result out, 16 bits each. */
function queryBytes(op: AttentionDecodeOperator): number {
  return 2 * op.batch * op.heads * op.headDim * 2;
}

function decodeMicroseconds(
  c: Float64Array,
  op: AttentionDecodeOperator,
  device: DeviceFigures,
  context: KernelContext,
): number {
  const library = attentionLibrary(context.library);
  const packed = packsDecodeHeads(library, op);
  const group = packed ? op.heads / op.kvHeads : 1;
  const cores = device.smCount;
  const columns = visibleColumns(op);
  const blocks = op.batch * (packed ? op.kvHeads * Math.ceil(group / BLOCK_ROWS) : op.heads);
  const rows = Math.max(library.decodeRows, 8 * Math.ceil(Math.min(group, BLOCK_ROWS) / 8));
  const kv = kvBytes(op);
  const query = queryBytes(op);
  const usable = (c[DECODE.gamma]! * device.l2Bytes) / device.l2Partitions;
  const hit = hitShare(kv + query, usable, c[DECODE.hitSharpness]!);
  const bandwidth = c[DECODE.etaM]! * device.memoryBytesPerSec * 1e-6;
  const rho = c[DECODE.rho]!;
  const moved = ((kv + query) * (1 - hit + hit / rho)) / bandwidth;
  const peakPerCore = (attentionPeakOpsPerSec(op, device, library) * 1e-6 * c[DECODE.etaC]!) / cores;
  const perColumn = (4 * rows * op.headDim) / peakPerCore + (c[DECODE.stepLatency]! * op.headDim) / (64 * 128);
  const item = c[DECODE.itemLatency]!;
  const wave = c[DECODE.wave]!;
  const phi = c[DECODE.phi]!;
  const p = c[DECODE.norm]!;
  const splitStep = (c[DECODE.splitTraffic]! * 2 * query) / (bandwidth * rho);
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < SPLITS.length; i++) {
    const split = SPLITS[i]!;
    if (i > 0 && (!packed || columns <= COLUMN_BLOCK * SPLITS[i - 1]!)) break;
    const items = blocks * Math.min(split, Math.ceil(columns / COLUMN_BLOCK));
    const u = items / cores;
    if (split > 1 && u > 4) break;
    const depth = COLUMN_BLOCK * Math.ceil(columns / (COLUMN_BLOCK * split));
    const waves = Math.max(1, u + wave * (Math.ceil(u) - u));
    const compute = waves * (perColumn * depth + item);
    const memory = moved / Math.min(1, phi * Math.min(u, 1));
    const splitTime = split === 1 ? 0 : c[DECODE.splitFixed]! + split * splitStep;
    if (Math.max(compute, memory) + splitTime >= best) continue;
    const time = normSum(compute, memory, p) + splitTime;
    if (time < best) {
      best = time;
      TRACE.split = split;
      TRACE.waves = u;
      TRACE.compute = compute;
      TRACE.memory = memory;
    }
  }
  TRACE.hit = hit;
  TRACE.columns = columns;
  TRACE.rows = rows;
  return c[DECODE.launch]! + c[DECODE.perSequence]! * op.batch + best;
}

/** One new token a sequence against its cache: the cache read once, split over blocks where the library does. */
export const attentionDecodeForm: PhysicalForm<AttentionDecodeOperator> = {
  family: 'attention_decode',
  parameters: ATTENTION_DECODE_PARAMETERS,
  microseconds: decodeMicroseconds,
  rooflineMicroseconds(op, device, context) {
    const bytes = kvBytes(op) + queryBytes(op);
    const flops = 4 * op.batch * op.heads * op.headDim * visibleColumns(op);
    const peak = attentionPeakOpsPerSec(op, device, attentionLibrary(context.library));
    return residentRooflineMicroseconds(flops, peak, bytes, bytes, device);
  },
  featureNames: [
    'lgBatch',
    'lgKvLen',
    'lgKvHeads',
    'lgGroup',
    'lgHeadDim',
    'windowed',
    'lgComputeOverMemory',
    'lgOverLaunch',
    'lgWaves',
    'waveFill',
    'hit',
    'lgSplit',
    'rowPadding',
  ],
  features(parameters, op, device, context, out) {
    const time = decodeMicroseconds(parameters, op, device, context);
    out[0] = log2(op.batch);
    out[1] = log2(op.kvLen);
    out[2] = log2(op.kvHeads);
    out[3] = log2(op.heads / op.kvHeads);
    out[4] = log2(op.headDim);
    out[5] = op.window > 0 ? log2(op.kvLen / TRACE.columns) + 1 : 0;
    out[6] = log2(TRACE.compute / TRACE.memory);
    out[7] = log2(time / parameters[DECODE.launch]!);
    out[8] = log2(TRACE.waves);
    out[9] = Math.ceil(TRACE.waves) / TRACE.waves - 1;
    out[10] = TRACE.hit;
    out[11] = log2(TRACE.split);
    out[12] = log2(TRACE.rows / Math.max(1, Math.min(BLOCK_ROWS, op.heads / op.kvHeads)));
  },
};
