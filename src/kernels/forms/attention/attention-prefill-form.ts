import { log2, pow as power } from '../../../foundation/numeric/portable-math.js';
import type { AttentionPrefillOperator } from '../../../workloads/operators/operator.js';
import type { DeviceFigures } from '../../roofline/device-figures.js';
import { hitShare, normSum } from '../../roofline/gemm-time.js';
import { causalPairs, kvElementBytes } from '../../roofline/operator-work.js';
import type { KernelContext, PhysicalForm } from '../../roofline/physical-form.js';
import { residentRooflineMicroseconds } from '../../roofline/resident-roofline.js';
import {
  type AttentionLibrary,
  attentionLibrary,
  columnBlock,
  packsDecodeHeads,
  tallestTile,
} from './attention-libraries.js';
import { ATTENTION_PREFILL_PARAMETERS, PREFILL } from './attention-prefill-parameters.js';
import { attentionPeakOpsPerSec, multipliesFp8 as quantisesQueries } from './attention-rates.js';
import { type CausalColumns, causalColumns } from './causal-columns.js';

/** Exponentials a core computes in one clock (NVIDIA: 16 special-function results an SM since Volta). */
const EXPONENTIALS_PER_CLOCK = 16;

const TILE_ROWS = Float64Array.from([128, 64]);
const COLUMNS: CausalColumns = { mean: 0, longest: 0, tiles: 0 };
const TRACE = { waves: 0, compute: 0, memory: 0, hit: 0, columns: 0, tileRows: 0, padding: 0, append: 0 };

function kvBytes(op: AttentionPrefillOperator): number {
  const seen = op.window > 0 ? Math.min(op.kvLen, op.window + op.qLen) : op.kvLen;
  return 2 * op.batch * op.kvHeads * seen * op.headDim * kvElementBytes(op.kvDtype);
}

/** Queries in and results out, 16 bits each. */
function queryBytes(op: AttentionPrefillOperator): number {
  return 2 * op.batch * op.heads * op.qLen * op.headDim * 2;
}

/**
 * The kernel that appends new keys and values to the paged cache before attention runs: one block a token, which reads
 * 16-bit values and writes them in the cache's type.
 */
function appendMicroseconds(
  c: Float64Array,
  op: AttentionPrefillOperator,
  device: DeviceFigures,
  library: AttentionLibrary,
): number {
  const tokens = op.batch * op.qLen;
  const bytes = 2 * tokens * op.kvHeads * op.headDim * (2 + kvElementBytes(op.kvDtype));
  const stream = (c[PREFILL.append]! * bytes) / (device.memoryBytesPerSec * 1e-6);
  const perToken = c[PREFILL.appendToken]! * power((op.kvHeads * op.headDim) / 512, c[PREFILL.appendWidth]!);
  const append = normSum(stream, (perToken * tokens) / device.smCount, 2);
  if (!quantisesQueries(op, device, library)) return append;
  // 16 bits in, 8 out.
  return append + (c[PREFILL.quantise]! * 3 * tokens * op.heads * op.headDim) / (device.memoryBytesPerSec * 1e-6);
}

function prefillMicroseconds(
  c: Float64Array,
  op: AttentionPrefillOperator,
  device: DeviceFigures,
  context: KernelContext,
): number {
  const library = attentionLibrary(context.library);
  const packed = op.qLen === 1 ? packsDecodeHeads(library, op) : library.packsPrefillHeads;
  const group = packed ? op.heads / op.kvHeads : 1;
  const heads = packed ? op.kvHeads : op.heads;
  const rows = op.qLen * group;
  const cores = device.smCount;
  const kv = kvBytes(op);
  const query = queryBytes(op);
  const usable = (c[PREFILL.gamma]! * device.l2Bytes) / device.l2Partitions;
  const hit = hitShare(kv + query, usable, 2);
  const bandwidth = c[PREFILL.etaM]! * device.memoryBytesPerSec * 1e-6;
  const memory = ((kv + query) * (1 - hit + hit / c[PREFILL.rho]!)) / bandwidth;
  const perFlop = cores / (attentionPeakOpsPerSec(op, device, library) * 1e-6 * c[PREFILL.etaC]!);
  const perScore = c[PREFILL.softmax]! / (EXPONENTIALS_PER_CLOCK * device.clockHz * 1e-6);
  const windowed = op.window > 0 && op.window < op.kvLen;
  const item = c[PREFILL.itemLatency]!;
  const p = c[PREFILL.norm]!;
  let best = Number.POSITIVE_INFINITY;
  const block = columnBlock(context.library, op.headDim);
  const tallest = tallestTile(context.library, op.headDim, device);
  for (let i = 0; i < TILE_ROWS.length; i++) {
    const height = TILE_ROWS[i]!;
    if (height > tallest) continue;
    causalColumns(op.qLen, op.kvLen, windowed ? op.window : 0, Math.max(1, height / group), block, COLUMNS);
    const tiles = op.batch * heads * Math.ceil(rows / height);
    const u = tiles / cores;
    const perColumn =
      height *
      (4 * op.headDim * perFlop * (1 + c[PREFILL.kappa]! * (128 / height - 1)) + perScore) *
      (windowed ? c[PREFILL.window]! : 1);
    const meanTile = perColumn * COLUMNS.mean + item;
    const longestTile = perColumn * COLUMNS.longest + item;
    const body = meanTile * (u + c[PREFILL.wave]! * (Math.ceil(u) - u));
    const excess = longestTile * (1 - Math.min(u, 1)) + perColumn * (COLUMNS.longest - COLUMNS.mean);
    const compute = body + c[PREFILL.tail]! * Math.max(0, excess);
    const time = normSum(compute, memory, p);
    if (time < best) {
      best = time;
      TRACE.waves = u;
      TRACE.compute = compute;
      TRACE.memory = memory;
      TRACE.columns = COLUMNS.mean;
      TRACE.tileRows = height;
      TRACE.padding = (Math.ceil(rows / height) * height) / rows;
    }
  }
  TRACE.hit = hit;
  TRACE.append = appendMicroseconds(c, op, device, library);
  return c[PREFILL.launch]! + c[PREFILL.perSequence]! * op.batch + TRACE.append + best;
}

/** Causal attention of new tokens, tiled over query rows; libraries differ in whether heads share a tile. */
export const attentionPrefillForm: PhysicalForm<AttentionPrefillOperator> = {
  family: 'attention_prefill',
  parameters: ATTENTION_PREFILL_PARAMETERS,
  microseconds: prefillMicroseconds,
  rooflineMicroseconds(op, device, context) {
    const bytes = kvBytes(op) + queryBytes(op);
    const flops = 4 * op.batch * op.heads * op.headDim * causalPairs(op.qLen, op.kvLen, op.window);
    const peak = attentionPeakOpsPerSec(op, device, attentionLibrary(context.library));
    return residentRooflineMicroseconds(flops, peak, bytes, bytes, device);
  },
  featureNames: [
    'lgBatch',
    'lgQueries',
    'lgKvHeads',
    'lgGroup',
    'lgHeadDim',
    'windowed',
    'lgComputeOverMemory',
    'lgOverLaunch',
    'lgWaves',
    'waveFill',
    'hit',
    'lgTileRows',
    'rowPadding',
  ],
  features(parameters, op, device, context, out) {
    const time = prefillMicroseconds(parameters, op, device, context);
    out[0] = log2(op.batch);
    out[1] = log2(op.qLen);
    out[2] = log2(op.kvHeads);
    out[3] = log2(op.heads / op.kvHeads);
    out[4] = log2(op.headDim);
    out[5] = op.window > 0 ? log2(op.kvLen / Math.min(op.kvLen, op.window)) + 1 : 0;
    out[6] = log2(TRACE.compute / TRACE.memory);
    out[7] = log2(time / parameters[PREFILL.launch]!);
    out[8] = log2(TRACE.waves);
    out[9] = Math.ceil(TRACE.waves) / TRACE.waves - 1;
    out[10] = TRACE.hit;
    out[11] = log2(TRACE.tileRows);
    out[12] = log2(TRACE.padding);
  },
};
