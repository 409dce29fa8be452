import { type Chip, energyPerAction } from '../../chips/index.js';
import { addAlike, bandOfEnds, divideLimits, scaleBand } from '../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { WorkUnit } from '../../pow-model/machine.js';

/** What a chip does under a protocol. */
export interface PowRate {
  readonly protocol: string;
  readonly chip: string;
  readonly unit: WorkUnit;
  readonly unitsPerSec: Band;
  readonly watts: Band;
  readonly joulesPerUnit: Band;
  readonly bound: 'compute' | 'memory' | 'latency' | 'link';
  /** Share of the operations that someone would pay for without the reward. */
  readonly usefulShare: number;
  /** Work units that checking one proof takes. */
  readonly verificationUnits: number;
  readonly notes: readonly string[];
}

/** A protocol that a chip cannot run, with the reason in one sentence. */
export interface PowRefusal {
  readonly refused: string;
}

/**
 * Rate, power and energy of work that takes `joules` a unit beside idle power: where the board's limit would be passed, clocks
 * fall until it holds.
 */
export function withinPower(
  chip: Chip,
  rate: Band,
  joules: Band,
): Pick<PowRate, 'unitsPerSec' | 'watts' | 'joulesPerUnit'> {
  const { tdpW, idleW } = chip;
  const limit = (each: number) => (tdpW.value - idleW.value) / each;
  const unitsPerSec: Band = {
    value: Math.min(rate.value, limit(joules.value)),
    low: Math.min(rate.low, limit(joules.value)),
    high: Math.min(rate.high, limit(joules.low)),
  };
  return {
    unitsPerSec,
    watts: bandOfEnds((end) => Math.min(tdpW.value, idleW[end] + unitsPerSec[end] * joules[end])),
    joulesPerUnit: addAlike(joules, divideLimits(idleW, unitsPerSec)),
  };
}

// Board energy of a hashing slot over a fused multiply-add of fp32 in the chip model: SHA-256d at 950 slots a compression, idle
// power taken off. RTX 3060 Ti, 3070, 3080, 3080 Ti, 4090 and GTX 1080 Ti at 100, 115, 199, 220, 389 and 205 W give 1.28, 1.32,
// 1.55, 1.45, 1.59 and 2.03 (Fl4sh9174/Fl4shMiner releases v1.1.8 and later, measured by its author); the median.
const SLOT_OVER_FMA = 1.5;

/**
 * Joules of one 32-bit integer slot. On GPUs fetching and scheduling an instruction costs far more than the addition in it, so
 * a slot is measured against a fused multiply-add of fp32 (two operations); on CPUs it costs as much. Elsewhere it is the
 * operation on the fabric.
 */
export function slotJoules(chip: Chip): Band {
  const energy = energyPerAction(chip);
  if (chip.kind !== 'gpu' && chip.kind !== 'cpu') return energy.int32JoulesPerOp;
  const { fp32 } = energy.simtJoulesPerOp;
  if (chip.kind === 'cpu') return scaleBand(fp32, 2);
  // The measured boards err together with the node's energies, so the node's own range carries the uncertainty.
  return scaleBand(fp32, 2 * SLOT_OVER_FMA);
}
