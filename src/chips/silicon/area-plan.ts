import type { MemoryKind } from '../chip/chip-parts.js';

/** What one core carries that takes area. */
export interface CorePlan {
  readonly fp32Lanes: number;
  readonly int32Lanes: number;
  readonly fp64Lanes: number;
  /** Lanes with scheduling and operand routing of their own; a wide vector unit shares one sequencer. */
  readonly controlLanes: number;
  /** Multiply-accumulate cells of the matrix datapath that take fp16, whatever narrower formats they take besides. */
  readonly fp16Cells: number;
  /** Cells that take int8 only. */
  readonly int8Cells: number;
  /** Registers with many ports; systolic chips have next to none. */
  readonly registerFileBytes: number;
  /** Cache or shared memory of the core that hardware manages. */
  readonly localMemoryBytes: number;
}

/** Interfaces that leave the die, by what was published of their area. */
export type LinkPhy = 'pcie4-lane' | 'pcie5-lane' | 'nvlink3-link' | 'nvlink4-link';

/** What a whole die carries, disabled parts included: the input of the area model. */
export interface AreaPlan {
  readonly cores: number;
  readonly core: CorePlan;
  /** Coherent cache with tags and crossbar. */
  readonly cacheBytes: number;
  /** What that cache delivers to all cores each cycle; sizes the crossbar. */
  readonly cacheBytesPerCycle: number;
  /** Banks that software manages. */
  readonly scratchpadBytes: number;
  /** Banks that multiply where the weights lie. */
  readonly computeMemoryBytes: number;
  /** Weights written in metal. */
  readonly romBytes: number;
  readonly dram: { readonly kind: Exclude<MemoryKind, 'sram' | 'rom'>; readonly bits: number } | null;
  readonly links: readonly { readonly phy: LinkPhy; readonly count: number }[];
  /** Pipelined hash cores, each one hash a cycle. */
  readonly hashEngines: number;
  /** Fixed-function graphics, video and display beside the cores. */
  readonly graphics: boolean;
}
