import type { ChipDesign } from './chip-design.js';
import type { ChipLink, Figure, MainMemory, PeakRates, SharedCache, SystolicArrays } from './chip-parts.js';
import type { FpgaFabric } from './fpga-fabric.js';
import type { PublishedStructure } from './published-structure.js';

export type ChipKind = 'gpu' | 'fpga' | 'asic' | 'cpu';

/** Marks what `buildChip` has made: a spread copy lacks the mark, so that it is no `Chip` to the compiler. */
declare class Built {
  protected readonly built: true;
}

/**
 * A parsed, fully defaulted chip description with every figure that follows from it. Frozen, since figures follow from
 * each other: `editChip` makes a chip that differs, and every function refuses a copy that was edited by hand.
 */
export interface Chip extends Built {
  readonly id: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly vendor: string;
  readonly kind: ChipKind;
  /** Hypothetical chips exist only as descriptions. */
  readonly hypothetical: boolean;
  readonly rationale: string;
  /** What a reader of its figures should know; empty where nothing is. */
  readonly notes: string;
  /** Chips of one architecture share kernel behaviour, such as `hopper`. */
  readonly architecture: string;
  /** First availability. */
  readonly year: number;
  readonly processNm: Figure;
  /** All dies of the package together. */
  readonly dieAreaMm2: Figure | null;
  readonly dieCount: Figure | null;
  readonly transistorCount: Figure | null;
  /** SMs, CUs, cores or compute tiles that work is scheduled on. */
  readonly coreCount: Figure;
  /** Cores that the dies carry, the disabled ones included. */
  readonly coresOnDie: Figure | null;
  readonly clockHz: Figure;
  /** Rates of the matrix datapath. */
  readonly matrixRates: PeakRates;
  /** Rates of the vector (SIMT) datapath. */
  readonly simtRates: PeakRates;
  /** 32-bit integer operations a second on the vector datapath or fabric; decides hash rates. */
  readonly int32OpsPerSec: Figure | null;
  readonly memory: MainMemory;
  readonly cache: SharedCache | null;
  /** Shared memory, first-level cache or scratchpad of one core. */
  readonly localMemoryBytes: Figure | null;
  readonly systolic: SystolicArrays | null;
  readonly link: ChipLink | null;
  /** Fixed time a kernel launch adds on the device. */
  readonly launchFloorSec: Figure;
  readonly tdpW: Figure;
  readonly idleW: Figure;
  /** Purchase price of one chip or card. */
  readonly priceUsd: Figure | null;
  readonly lifetimeYears: Figure;
  /** The floor plan that figures were derived from; null for chips known only by their published figures. */
  readonly design: ChipDesign | null;
  /** The chip that this one was described as a variant of; null for chips described in full. */
  readonly variantOf: Chip | null;
  /** Budget and pipelines of an FPGA; null where they are not described. */
  readonly fabric: FpgaFabric | null;
  /** What the vendor publishes of the inside of a chip without floor plan; null where nothing is stated. */
  readonly structure: PublishedStructure | null;
}

/** Chips by id, in id order. */
export interface Catalog {
  readonly chips: ReadonlyMap<string, Chip>;
}
