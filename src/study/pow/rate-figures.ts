import { type Chip, energyPerAction } from '../../chips/index.js';
import type { Band } from '../../foundation/estimate.js';
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

/** Energy of the work plus idle power, never above the limit of the board; the rate is left as it is. */
export function boardPower(chip: Chip, dynamic: Band): Band {
  const at = (joulesPerSec: number, idle: number) => Math.min(chip.tdpW.value, joulesPerSec + idle);
  return {
    value: at(dynamic.value, chip.idleW.value),
    low: at(dynamic.low, chip.idleW.low),
    high: at(dynamic.high, chip.idleW.high),
  };
}

/** Joules a unit at the power and rate of like ends. */
export function perUnit(watts: Band, unitsPerSec: Band): Band {
  return {
    value: watts.value / unitsPerSec.value,
    low: watts.low / unitsPerSec.high,
    high: watts.high / unitsPerSec.low,
  };
}

/**
 * Joules of one 32-bit integer slot. On GPUs and CPUs fetching and scheduling an instruction costs far more than the
 * addition in it, so a slot costs what one fused multiply-add of fp32 (two operations) does: about 20 pJ at 8 nm, where
 * SHA-256d on an RTX 3080 takes 27 (3.43 GH/s at 199 W). Elsewhere it is the operation on the fabric.
 */
export function slotJoules(chip: Chip): Band {
  const energy = energyPerAction(chip);
  if (chip.kind !== 'gpu' && chip.kind !== 'cpu') return energy.int32JoulesPerOp;
  const { value, low, high } = energy.simtJoulesPerOp.fp32;
  return { value: 2 * value, low: 2 * low, high: 2 * high };
}
