import type { Chip } from '../../../chips/chip/chip.js';
import { MACHINE_DEFAULTS } from './machine-defaults.js';
import type { MachineSpec } from './place-machine.js';

/** A machine with whole numbers of chips along each axis; `data` replicas share the batch. */
export type MachineChoice = Omit<MachineSpec, 'chip' | 'count' | 'tp' | 'pp'> & {
  readonly tp: number;
  readonly pp: number;
  readonly dp: number;
};

const ONE_CHIP: MachineChoice = {
  tp: 1,
  pp: 1,
  ep: 1,
  cp: 1,
  dp: 1,
  microbatches: null,
  network: null,
  dtype: MACHINE_DEFAULTS.dtype,
  kvDtype: null,
  batch: MACHINE_DEFAULTS.batchOfStep,
};

/**
 * The machine of as many chips as its axes multiply to: one chip in bf16 with one sequence where nothing else is chosen.
 *
 * @example
 * machineOf(h100, { tp: 4, dp: 2, batch: 64 }).count // 8
 */
export function machineOf(chip: Chip, choice: Partial<MachineChoice> = {}): MachineSpec {
  const { dp, ...machine } = { ...ONE_CHIP, ...choice };
  const count = machine.tp * machine.pp * machine.ep * machine.cp * dp;
  return { chip, count, ...machine };
}
