import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { HALF_COLUMNS, HALF_ROWS, SPLITS, TILE_COLUMNS, TILE_COUNT, TILE_ROWS } from './gemm-tiles.js';
import { WEIGHT_COPIES } from './weight-copies.js';

/** Where each shared coefficient of a GEMM stands in a parameter vector. */
export const GEMM = {
  etaC: 0,
  etaM: 1,
  launch: 2,
  norm: 3,
  kappa: 4,
  k0: 5,
  wave: 6,
  phi: 7,
  gamma: 8,
  rho: 9,
  hitSharpness: 10,
  stepLatency: 11,
  splitFixed: 12,
  splitTraffic: 13,
} as const;

/** One GEMM as the time model sees it: shape, operand bytes and the device's rates, in bytes, FLOP and microseconds. */
export interface GemmWork {
  batch: number;
  m: number;
  n: number;
  k: number;
  weightBytes: number;
  activationBytes: number;
  outputBytes: number;
  weightCopies: number;
  /** Peak FLOP a microsecond of the datapath. */
  peak: number;
  /** Main-memory bytes a microsecond. */
  bandwidth: number;
  cores: number;
  /** Cache bytes that a perfect policy could use. */
  cache: number;
  canSplit: boolean;
}

/** What the last evaluation found: the winning tile and split, and the parts of the time. */
export interface GemmTrace {
  tile: number;
  split: number;
  blocks: number;
  /** Blocks a core. */
  waves: number;
  compute: number;
  memory: number;
  weightHit: number;
  splitTime: number;
}

export function newGemmWork(): GemmWork {
  return {
    batch: 1,
    m: 1,
    n: 1,
    k: 1,
    weightBytes: 0,
    activationBytes: 0,
    outputBytes: 0,
    weightCopies: WEIGHT_COPIES.single,
    peak: 1,
    bandwidth: 1,
    cores: 1,
    cache: 0,
    canSplit: false,
  };
}

export function newGemmTrace(): GemmTrace {
  return { tile: 0, split: 1, blocks: 1, waves: 0, compute: 0, memory: 0, weightHit: 0, splitTime: 0 };
}

/** x to the y for positive x to about 1e-15, which a fitted exponent does not need to better. */
function power(x: number, y: number): number {
  return exp(y * ln(x));
}

/** Share of a footprint found in cache: a soft step at the usable capacity. */
export function hitShare(footprintBytes: number, usableBytes: number, sharpness: number): number {
  if (usableBytes <= 0) return 0;
  return 1 / (1 + power(footprintBytes / usableBytes, sharpness));
}

/** (a^p + b^p)^(1/p) for non-negative a and b. */
export function normSum(a: number, b: number, p: number): number {
  const larger = Math.max(a, b);
  const smaller = Math.min(a, b);
  if (smaller < larger * 1e-4) return larger;
  return larger * power(1 + power(smaller / larger, p), 1 / p);
}

/**
 * Microseconds of the matrix kernel itself, launch excluded: the best tile and k split by the model. Blocks fill the
 * cores in waves of which a part-filled one costs `wave` of a full one; few blocks draw only part of the bandwidth.
 */
export function gemmMicroseconds(c: Float64Array, work: GemmWork, trace: GemmTrace): number {
  const { m, n, k, batch, cores, peak } = work;
  const outputs = work.activationBytes + work.outputBytes;
  const usable = c[GEMM.gamma]! * work.cache;
  const sharpness = c[GEMM.hitSharpness]!;
  const weightHit = hitShare(work.weightCopies * work.weightBytes + outputs, usable, sharpness);
  const outputHit = work.weightCopies === 1 ? weightHit : hitShare(work.weightBytes + outputs, usable, sharpness);
  const rho = c[GEMM.rho]!;
  const bandwidth = c[GEMM.etaM]! * work.bandwidth;
  const fromMemory = (1 - weightHit) * work.weightBytes + (1 - outputHit) * outputs;
  const fromCache = (weightHit * work.weightBytes + outputHit * outputs) / rho;
  const fullMemory = (fromMemory + fromCache) / bandwidth;
  const phi = c[GEMM.phi]!;
  const wave = c[GEMM.wave]!;
  const kappa = c[GEMM.kappa]! * 64;
  const k0 = c[GEMM.k0]!;
  const p = c[GEMM.norm]!;
  const perFlop = (2 * cores) / (peak * c[GEMM.etaC]!);
  const step = c[GEMM.stepLatency]! / 64;
  const splitCount = work.canSplit ? SPLITS.length : 1;
  const splitFixed = work.canSplit ? c[GEMM.splitFixed]! : 0;
  const splitStep = work.canSplit ? (c[GEMM.splitTraffic]! * 2 * work.outputBytes) / (bandwidth * rho) : 0;
  let best = Number.POSITIVE_INFINITY;
  for (let tile = 0; tile < TILE_COUNT; tile++) {
    if (HALF_ROWS[tile]! >= m || HALF_COLUMNS[tile]! >= n) continue;
    const x = TILE_ROWS[tile]!;
    const y = TILE_COLUMNS[tile]!;
    const tiles = Math.ceil(m / x) * Math.ceil(n / y) * batch;
    const cost = x * y * perFlop * (1 + kappa / x + kappa / y);
    for (let i = 0; i < splitCount; i++) {
      const split = SPLITS[i]!;
      const blocks = tiles * split;
      const u = blocks / cores;
      if (split > 1 && (k < 128 * split || u > 2)) break;
      const depth = 32 * Math.ceil(k / (32 * split));
      const waves = Math.max(1, u + wave * (Math.ceil(u) - u));
      const compute = waves * (cost * (depth + k0) + step * depth);
      const memory = fullMemory / Math.min(1, phi * Math.min(blocks / cores, 1));
      const splitTime = split === 1 ? 0 : splitFixed + split * splitStep;
      if (Math.max(compute, memory) + splitTime >= best) continue;
      const time = normSum(compute, memory, p) + splitTime;
      if (time < best) {
        best = time;
        trace.tile = tile;
        trace.split = split;
        trace.blocks = blocks;
        trace.waves = u;
        trace.compute = compute;
        trace.memory = memory;
        trace.splitTime = splitTime;
      }
    }
  }
  trace.weightHit = weightHit;
  return best;
}
