import { log2 } from '../../../foundation/numeric/portable-math.js';
import { dtypeLayout } from '../../../workloads/operators/dtype.js';
import type { MoeOperator } from '../../../workloads/operators/operator.js';
import type { DeviceFigures } from '../../roofline/device-figures.js';
import { hitShare, normSum } from '../../roofline/gemm-time.js';
import { type MoeLoad, moeLoad } from '../../roofline/moe-load.js';
import type { KernelContext, PhysicalForm } from '../../roofline/physical-form.js';
import { residentRooflineMicroseconds } from '../../roofline/resident-roofline.js';
import { MOE, MOE_PARAMETERS } from './moe-parameters.js';
import { moeTiles } from './moe-tiles.js';

const LOAD: MoeLoad = { all: 0, local: 0, active: 0, even: true };
const TRACE = { compute: 0, memory: 0, waves: 0, tileRows: 0, permute: 0, hit: 0 };

function peakOps(op: MoeOperator, device: DeviceFigures): number {
  const { rate } = dtypeLayout(op.dtype);
  return Math.max(device.matrixOpsPerSec[rate], device.simtOpsPerSec[rate]);
}

/** Width of an expert on this rank. */
function localWidth(op: MoeOperator): number {
  return op.inter / op.tp;
}

function expertBytes(op: MoeOperator): number {
  return (op.gated ? 3 : 2) * op.hidden * localWidth(op) * dtypeLayout(op.dtype).weightBytes;
}

function moeMicroseconds(c: Float64Array, op: MoeOperator, device: DeviceFigures, context: KernelContext): number {
  moeLoad(op, c[MOE.hotRank]!, LOAD);
  const { all, local, active } = LOAD;
  const cores = device.smCount;
  const width = localWidth(op);
  const upColumns = (op.gated ? 2 : 1) * width;
  const pairsPerExpert = local / active;
  const bandwidth = device.memoryBytesPerSec * 1e-6;
  const weights = active * expertBytes(op);
  const usable = (c[MOE.gamma]! * device.l2Bytes) / device.l2Partitions;
  const hit = hitShare(weights, usable, c[MOE.hitSharpness]!);
  const activations = 2 * local * (2 * op.hidden + upColumns + width);
  const traffic = (weights * (1 - hit + hit / c[MOE.rho]!) + activations) / (c[MOE.etaM]! * bandwidth);
  const perFlop = (2 * cores) / (peakOps(op, device) * 1e-6 * c[MOE.etaC]!);
  const k0 = c[MOE.k0]!;
  const step = c[MOE.stepLatency]! / 64;
  const kappa = 64 * c[MOE.kappa]!;
  const wave = c[MOE.wave]!;
  const p = c[MOE.norm]!;
  const phi = c[MOE.phi]!;
  let best = Number.POSITIVE_INFINITY;
  const tiles = moeTiles(context.library, op.tokens, all, op.experts / op.ep);
  const { columns } = tiles;
  for (let i = 0; i < tiles.rows.length; i++) {
    const x = tiles.rows[i]!;
    const rowTiles = active * (LOAD.even ? Math.ceil(pairsPerExpert / x) : Math.max(1, pairsPerExpert / x + 0.5));
    const cost = x * columns * perFlop * (1 + kappa / x + kappa / columns);
    const upBlocks = rowTiles * Math.ceil(upColumns / columns);
    const downBlocks = rowTiles * Math.ceil(op.hidden / columns);
    const up = upBlocks / cores;
    const down = downBlocks / cores;
    const upWaves = Math.max(1, up + wave * (Math.ceil(up) - up));
    const downWaves = Math.max(1, down + wave * (Math.ceil(down) - down));
    const compute =
      upWaves * (cost * (op.hidden + k0) + step * op.hidden) + downWaves * (cost * (width + k0) + step * width);
    const memory = traffic / Math.min(1, phi * Math.min(1, up));
    const time = normSum(compute, memory, p);
    if (time < best) {
      best = time;
      TRACE.compute = compute;
      TRACE.memory = memory;
      TRACE.waves = up;
      TRACE.tileRows = x;
    }
  }
  TRACE.hit = hit;
  const passBytes = 2 * (op.hidden + upColumns + width);
  TRACE.permute = ((c[MOE.permuteAll]! * all + c[MOE.permuteLocal]! * local) * passBytes) / bandwidth;
  return c[MOE.launch]! + (c[MOE.perExpert]! * op.experts) / op.ep + best + TRACE.permute;
}

/** A fused mixture-of-experts layer on one rank: two grouped products over the experts that got tokens. */
export const moeForm: PhysicalForm<MoeOperator> = {
  family: 'moe',
  parameters: MOE_PARAMETERS,
  microseconds: moeMicroseconds,
  rooflineMicroseconds(op, device) {
    moeLoad(op, 1, LOAD);
    const bytes = LOAD.active * expertBytes(op) + 4 * Math.min(op.tokens, LOAD.local) * op.hidden;
    const flops = 2 * LOAD.local * op.hidden * localWidth(op) * (op.gated ? 3 : 2);
    return residentRooflineMicroseconds(flops, peakOps(op, device), bytes, bytes, device);
  },
  featureNames: [
    'lgTokens',
    'lgHidden',
    'lgWidth',
    'lgExperts',
    'lgTopk',
    'lgRanks',
    'routing',
    'lgComputeOverMemory',
    'lgOverLaunch',
    'lgPairsPerExpert',
    'lgWaves',
    'permuteShare',
    'hit',
  ],
  features(parameters, op, device, context, out) {
    const time = moeMicroseconds(parameters, op, device, context);
    out[0] = log2(op.tokens);
    out[1] = log2(op.hidden);
    out[2] = log2(localWidth(op));
    out[3] = log2(op.experts);
    out[4] = log2(op.topk);
    out[5] = log2(op.ep);
    out[6] = LOAD.even ? 0 : 1;
    out[7] = log2(TRACE.compute / TRACE.memory);
    out[8] = log2(time / parameters[MOE.launch]!);
    out[9] = log2(LOAD.local / LOAD.active);
    out[10] = log2(TRACE.waves);
    out[11] = TRACE.permute / time;
    out[12] = TRACE.hit;
  },
};
