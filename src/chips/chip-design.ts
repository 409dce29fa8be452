import type { ChipLink, MemoryKind } from './chip.js';

/** Multiply-accumulates a cell of a systolic array finishes each cycle, by rate name; 0 where it cannot. */
export interface CellRates {
  readonly fp16: number;
  readonly fp8: number;
  readonly fp4: number;
  readonly int8: number;
  readonly int4: number;
}

/** The floor plan of a chip that exists only as a description: everything its rates, area, power and cost follow from. */
export interface ChipDesign {
  readonly processNm: number;
  readonly clockHz: number;
  readonly arrays: {
    readonly count: number;
    readonly rows: number;
    readonly columns: number;
    readonly macsPerCellCycle: CellRates;
  };
  /** 32-bit lanes, each with one fused multiply-add and one integer operation a cycle. */
  readonly vectorLanes: number;
  readonly scratchpad: {
    readonly bytes: number;
    readonly banks: number;
    readonly bytesPerBankCycle: number;
  };
  /** Null on SRAM-only chips, whose main memory is the scratchpad. */
  readonly dram: DramInterface | null;
  /** Null where chips are not linked to each other. */
  readonly chipLink: {
    readonly kind: ChipLink['kind'];
    readonly lanes: number;
    /** One direction of one lane. */
    readonly bytesPerLaneSec: number;
  } | null;
  readonly pcieLanes: number;
}

export interface DramInterface {
  readonly kind: Exclude<MemoryKind, 'sram' | 'rom'>;
  readonly technology: string;
  readonly channels: number;
  readonly bitsPerChannel: number;
  readonly bitsPerPinSec: number;
  readonly bytesPerChannel: number;
}
