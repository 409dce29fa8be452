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
    readonly dataflow: Dataflow;
    /** Whether the next fold's operands load while a fold runs. */
    readonly doubleBuffered: boolean;
    /** Structured sparsity that the cells skip; null where they cannot. */
    readonly sparsity: { readonly kept: number; readonly of: number } | null;
    /** Elements that share one scale in block formats; null without block formats. */
    readonly blockElements: number | null;
  };
  /** Work is scheduled on cores; arrays, lanes and scratchpad are shared out evenly. */
  readonly cores: number;
  /** 32-bit lanes, each with one fused multiply-add and one integer operation a cycle. */
  readonly vectorLanes: number;
  /** Exponentials, reciprocals and roots, of one lane each cycle. */
  readonly specialFunctionsPerLaneCycle: number;
  /** Of one core. */
  readonly registerFileBytes: number;
  /** Hardware-managed memory of one core; 0 where the scratchpad is all there is. */
  readonly localMemoryBytes: number;
  /** Pipelines of one double SHA-256 a cycle. */
  readonly hashEngines: number;
  /** Whether the scratchpad multiplies where the weights lie. */
  readonly computeInMemory: boolean;
  readonly scratchpad: {
    readonly bytes: number;
    readonly banks: number;
    readonly bytesPerBankCycle: number;
    readonly managed: 'software' | 'cache';
  };
  /** Weights in metal; null without. */
  readonly rom: { readonly bytes: number; readonly bytesPerSec: number } | null;
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
  readonly packaging: Packaging;
  /** Equal dies that the design is cut into. */
  readonly dies: number;
  /** Cores of the whole chip that a sold part may lack. */
  readonly spareCores: number;
  /** Clock and supply in rising order, the last at least `clockHz`; empty where only the nominal point is known. */
  readonly voltages: readonly OperatingPoint[];
  /** Board power that the clock is lowered to keep; null without a cap. */
  readonly powerCapW: number | null;
  /** Heat that the cooling carries off each mm2. */
  readonly coolingWattsPerMm2: number;
}

export type Dataflow = 'os' | 'ws' | 'is';
export type Packaging = 'monolithic' | 'mcm' | 'fan-out' | 'interposer';

export interface OperatingPoint {
  readonly clockHz: number;
  readonly volts: number;
}

export interface DramInterface {
  readonly kind: Exclude<MemoryKind, 'sram' | 'rom'>;
  readonly technology: string;
  readonly channels: number;
  readonly bitsPerChannel: number;
  readonly bitsPerPinSec: number;
  readonly bytesPerChannel: number;
}
