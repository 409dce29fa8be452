import type { Chip } from '../../chips/chip/chip.js';
import { MACHINE_DEFAULTS } from './machine-defaults.js';
import type { MachineSpec } from './place-machine.js';

/** A machine with whole numbers of chips along each axis; `data` replicas share the batch. */
export type MachineChoice = Omit<MachineSpec, 'chip' | 'count' | 'tensor' | 'pipeline'> & {
  readonly tensor: number;
  readonly pipeline: number;
  readonly data: number;
};

const ONE_CHIP: MachineChoice = {
  tensor: 1,
  pipeline: 1,
  expert: 1,
  context: 1,
  data: 1,
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
 * machineOf(h100, { tensor: 4, data: 2, batch: 64 }).count // 8
 */
export function machineOf(chip: Chip, choice: Partial<MachineChoice> = {}): MachineSpec {
  const { data, ...machine } = { ...ONE_CHIP, ...choice };
  const count = machine.tensor * machine.pipeline * machine.expert * machine.context * data;
  return { chip, count, ...machine };
}
