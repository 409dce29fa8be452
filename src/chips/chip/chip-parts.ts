import type { Band } from '../../foundation/quantity/estimate.js';

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
