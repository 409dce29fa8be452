import type { Chip } from '../../../chips/chip/chip.js';
import type { System } from '../../../chips/network/system.js';
import { scaleBand } from '../../../foundation/quantity/band-arithmetic.js';
import type { Band } from '../../../foundation/quantity/estimate.js';
import type { CostModel } from '../../../kernels/roofline/cost-model.js';
import type { MachineSpec, PlacedMachine } from '../../../sim/machine/place/place-machine.js';

/** A machine of a study with everything looked up and placed. */
export interface StudyMachine {
  readonly id: string;
  readonly label: string;
  readonly spec: MachineSpec;
  readonly placement: PlacedMachine;
  /** The chips of one stage. */
  readonly stage: System;
}

/** What a site asks of a machine beside its chips. */
export interface MachineSite {
  /** USD/kWh. */
  readonly electricity: number;
  readonly pue: number;
  /** Seconds that a pass waits for the host. */
  readonly hostGap: number;
}

/** What workloads are simulated with. */
export interface StudyContext {
  readonly model: CostModel;
  readonly scenario: MachineSite;
}

/** Price of all chips of a machine. Hosts, racks and networks are not in it. */
export function machinePriceUsd(chip: Chip, count: number): Band | null {
  return chip.priceUsd === null ? null : scaleBand(chip.priceUsd, count);
}
