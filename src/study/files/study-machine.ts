import type { Chip } from '../../chips/chip/chip.js';
import type { System } from '../../chips/network/system.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import type { CostModel } from '../../kernels/roofline/cost-model.js';
import type { MachineSpec, PlacedMachine } from '../../sim/machine/place-machine.js';
import type { LlmArchitecture } from '../../workloads/models/llm-architecture.js';
import type { StudyFile } from './study-file.js';

/** A machine of a study with everything looked up and placed. */
export interface StudyMachine {
  readonly id: string;
  readonly label: string;
  readonly spec: MachineSpec;
  readonly placement: PlacedMachine;
  /** The chips of one stage. */
  readonly stage: System;
}

/** What the workloads of a study are simulated with. */
export interface StudyContext {
  readonly model: CostModel;
  readonly scenario: StudyFile['scenario'];
  readonly architectures: ReadonlyMap<string, LlmArchitecture>;
}

/** Price of all chips of a machine. Hosts, racks and networks are not in it. */
export function machinePriceUsd(chip: Chip, count: number): Band | null {
  const price = chip.priceUsd;
  if (price === null) return null;
  return { value: price.value * count, low: price.low * count, high: price.high * count };
}

const HOURS_PER_YEAR = 8766;

/** Energy at the site's price and straight-line capital, USD an hour. */
export function producerUsdPerHour(
  powerW: Band,
  priceUsd: Band,
  lifetimeYears: Band,
  scenario: Pick<StudyFile['scenario'], 'electricity' | 'powerUsageEffectiveness'>,
): Band {
  const energy = (scenario.electricity * scenario.powerUsageEffectiveness) / 1000;
  const cost = (power: number, price: number, years: number) => power * energy + price / (years * HOURS_PER_YEAR);
  return {
    value: cost(powerW.value, priceUsd.value, lifetimeYears.value),
    low: cost(powerW.low, priceUsd.low, lifetimeYears.high),
    high: cost(powerW.high, priceUsd.high, lifetimeYears.low),
  };
}
