import type { Chip } from '../../chips/chip/chip.js';
import type { Estimate, Provenance } from '../../foundation/quantity/estimate.js';
import { dtypeLayout } from '../../workloads/operators/dtype.js';
import type { Operator } from '../../workloads/operators/operator.js';
import { type PowerUse, powerShare } from './board-power.js';
import { coreActivity } from './core-activity.js';
import { POWER_SHARES, type PowerFamily } from './power-shares.js';

/** What the energy model reads of a kernel. */
export interface KernelRun {
  readonly seconds: number;
  readonly lowSeconds: number;
  readonly highSeconds: number;
  readonly flops: number;
  readonly bytes: number;
  readonly provenance: Provenance;
}

/** Half-width of the 90 % interval of power beside that of time: nine of ten sustained rows lie within it. */
const POWER_LOW = 0.6;
const POWER_HIGH = 1.4;

/** Joules of one kernel: its share of board power, never below idle and never above the limit, over its time. */
export function kernelJoules(op: Operator, run: KernelRun, chip: Chip): Estimate {
  const limit = chip.tdpW.value;
  const share = powerShare(POWER_SHARES[powerFamily(op)], powerUse(op, run, chip));
  const watts = Math.min(limit, Math.max(chip.idleW.value, share * limit));
  return {
    value: watts * run.seconds,
    low: POWER_LOW * watts * run.lowSeconds,
    high: Math.min(POWER_HIGH * watts, Math.max(watts, limit)) * run.highSeconds,
    provenance: 'analytic',
  };
}

/** Kernels that share one account of power. */
export function powerFamily(op: Operator): PowerFamily {
  switch (op.kind) {
    case 'attention_prefill':
    case 'mla_prefill':
      return 'attention_prefill';
    case 'attention_decode':
    case 'mla_decode':
      return 'attention_decode';
    case 'moe':
      return 'moe';
    default:
      return 'gemm';
  }
}

/** How much of the chip the kernel uses. */
export function powerUse(op: Operator, run: Pick<KernelRun, 'seconds' | 'flops' | 'bytes'>, chip: Chip): PowerUse {
  const peak = peakOf(op, chip);
  return {
    activity: coreActivity(op, chip.coreCount.value),
    memory: run.bytes / run.seconds / chip.memory.bandwidthBytesPerSec.value,
    compute: peak > 0 ? run.flops / run.seconds / peak : 0,
  };
}

function peakOf(op: Operator, chip: Chip): number {
  if (op.kind === 'hash' || (op.kind === 'vector' && op.arithmetic === 'int32')) return chip.int32OpsPerSec?.value ?? 0;
  const general = Math.max(chip.matrixRates.fp16?.value ?? 0, chip.simtRates.fp32?.value ?? 0);
  // Attention multiplies in 16 bits whatever its cache holds.
  if (op.kind !== 'gemm' && op.kind !== 'batched_gemm' && op.kind !== 'moe') return general;
  const rate = dtypeLayout(op.dtype).rate;
  return chip.matrixRates[rate]?.value ?? chip.simtRates[rate]?.value ?? general;
}
