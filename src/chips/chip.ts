import type { Band } from '../foundation/estimate.js';
import type { ChipDesign } from './chip-design.js';
import type { FpgaFabric } from './fpga-fabric.js';
import type { PublishedStructure } from './published-structure.js';

export type ChipKind = 'gpu' | 'fpga' | 'asic' | 'cpu';
export type Confidence = 'high' | 'medium' | 'low';

/** One figure of a chip: value in the unit of the field's name, 90 % range, where it is from and how far to trust it. */
export interface Figure extends Band {
  readonly source: string;
  readonly confidence: Confidence;
}

/** Peak rates in operations a second, multiply and add counted as two, dense. Null where the datapath does not exist. */
export interface PeakRates {
  readonly fp32: Figure | null;
  readonly tf32: Figure | null;
  readonly fp16: Figure | null;
  readonly fp8: Figure | null;
  readonly fp4: Figure | null;
  readonly int8: Figure | null;
  readonly int4: Figure | null;
}

export type MemoryKind = 'hbm' | 'gddr' | 'lpddr' | 'ddr' | 'sram' | 'rom';

/** The memory that holds weights and KV cache; on SRAM-only chips it is the on-chip memory itself. */
export interface MainMemory {
  readonly kind: MemoryKind;
  /** Generation as the vendor names it, such as HBM3e. */
  readonly technology: string;
  readonly capacityBytes: Figure;
  readonly bandwidthBytesPerSec: Figure;
}

/** The last level shared by all cores before main memory. */
export interface SharedCache {
  readonly capacityBytes: Figure;
  /** Null where unpublished. */
  readonly bandwidthBytesPerSec: Figure | null;
}

export interface ChipLink {
  readonly kind: 'nvlink' | 'pcie' | 'infinity-fabric' | 'ethernet' | 'proprietary';
  /** One direction, all lanes of the chip together. */
  readonly bandwidthBytesPerSec: Figure;
}

/** Square or oblong arrays of multiply-accumulate cells. */
export interface SystolicArrays {
  /** On the whole chip. */
  readonly arrays: Figure;
  readonly rows: Figure;
  readonly columns: Figure;
}

/** A parsed, fully defaulted chip description. */
export interface Chip {
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
