import type { Chip } from '../../chips/chip.js';
import type { Estimate, Provenance } from '../../foundation/estimate.js';
import type { Operator } from '../../workloads/operator.js';

/** What the energy model reads of a kernel. */
export interface KernelRun {
  readonly seconds: number;
  readonly lowSeconds: number;
  readonly highSeconds: number;
  readonly flops: number;
  readonly bytes: number;
  readonly provenance: Provenance;
}

/** Share of TDP that a chip draws while any kernel runs, beside what its work costs. */
const STATIC_SHARE = 0.2;
/** Share of TDP left for work at full memory bandwidth, and at full arithmetic rate. */
const MEMORY_SHARE = 0.62;
const COMPUTE_SHARE = 0.75;

/** Joules of one kernel: static power, plus traffic and arithmetic in proportion, capped by board power. */
export function kernelJoules(op: Operator, run: KernelRun, chip: Chip): Estimate {
  const tdp = chip.tdpW.value;
  const traffic = run.bytes / run.seconds / chip.memory.bandwidthBytesPerSec.value;
  const peak = peakOf(op, chip);
  const arithmetic = peak > 0 ? run.flops / run.seconds / peak : 0;
  const watts = Math.min(
    tdp,
    Math.max(chip.idleW.value, STATIC_SHARE * tdp) + tdp * (MEMORY_SHARE * traffic + COMPUTE_SHARE * arithmetic),
  );
  return {
    value: watts * run.seconds,
    low: 0.7 * watts * run.lowSeconds,
    high: 1.3 * watts * run.highSeconds,
    provenance: 'analytic',
  };
}

function peakOf(op: Operator, chip: Chip): number {
  if (op.kind === 'hash' || (op.kind === 'vector' && op.arithmetic === 'int32')) return chip.int32OpsPerSec?.value ?? 0;
  return Math.max(chip.matrixRates.fp16?.value ?? 0, chip.simtRates.fp32?.value ?? 0);
}
