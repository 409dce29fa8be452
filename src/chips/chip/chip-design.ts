import type { ChipLink, MemoryKind } from './chip-parts.js';

/** Multiply-accumulates a cell of a systolic array finishes each cycle, by rate name; 0 where it cannot. */
export interface CellRates {
  readonly fp16: number;
  readonly fp8: number;
  readonly fp4: number;
  readonly int8: number;
  readonly int4: number;
}

/** One level of the memory hierarchy on the die. */
export interface OnChipLevel {
  /** Of one core; of the whole chip for the scratchpad. */
  readonly bytes: number;
  readonly banks: number;
  readonly bytesPerBankCycle: number;
  readonly managed: 'software' | 'cache';
  /** Whether the next tile is loaded while this one is worked on. */
  readonly doubleBuffered: boolean;
}

/** What carries bytes between the cores and the scratchpad. */
export interface OnChipNetwork {
  readonly topology: NetworkTopology;
  /** Of the port of one core, each direction. */
  readonly bytesPerPortCycle: number;
  readonly picojoulesPerByteMm: number;
}

export type NetworkTopology = 'crossbar' | 'mesh' | 'ring';

/** What the chip falls back to between kernels. */
export type RestState = 'idle' | 'clock-gated';

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
  /** Of one core: holds partial sums. Null where they stay in the memory behind the arrays. */
  readonly registerFile: OnChipLevel | null;
  /** Of one core: holds operand tiles. Null where cores work out of their share of the scratchpad. */
  readonly localMemory: OnChipLevel | null;
  /** Pipelines of one double SHA-256 a cycle. */
  readonly hashEngines: number;
  /** Whether the scratchpad multiplies where the weights lie. */
  readonly computeInMemory: boolean;
  /** Shared by all cores. */
  readonly scratchpad: OnChipLevel;
  readonly network: OnChipNetwork;
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
  readonly restState: RestState;
  /** Board power that the clock is lowered to keep; null without a cap. */
  readonly powerCapW: number | null;
  /** Heat that the cooling carries off each mm2. */
  readonly coolingWattsPerMm2: number;
}

/** What stays in an array while the rest streams through; `dot`: units that multiply small tiles out of registers, as GPUs have. */
export type Dataflow = 'os' | 'ws' | 'is' | 'dot';
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
