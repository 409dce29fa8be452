import type { Bound } from '../roofline/cost-model.js';

/** How one operator is laid over a chip, and what each level of the hierarchy carries. */
export interface Mapping {
  readonly seconds: number;
  /** Rows, columns and depth of the tile that one unit holds, and the parts that the depth is cut into. */
  readonly tile: { readonly rows: number; readonly columns: number; readonly depth: number; readonly split: number };
  /** Share of the clock that board power sustains meanwhile. */
  readonly clockShare: number;
  /** Seconds until an operand byte arrives that was asked for. */
  readonly loadLatencySec: number;
  /** Main memory, what all cores share, what one core works out of, and the partial sums kept beside the arithmetic. */
  readonly trafficBytes: {
    readonly dram: number;
    readonly cache: number;
    readonly local: number;
    readonly sums: number;
  };
  /** Seconds that each resource is busy; the kernel takes the longest, plus what cannot overlap. */
  readonly busySec: { readonly compute: number; readonly cache: number; readonly dram: number; readonly fixed: number };
  readonly bound: Bound;
  /** The datapath that multiplies: matrix units, or vector lanes where few rows would leave those empty. */
  readonly datapath: 'matrix' | 'vector';
  /** Arithmetic done over what the datapath could have done in the time, 0 to 1. */
  readonly utilisation: number;
  /** The least time that arithmetic and compulsory traffic allow any mapping. */
  readonly lowerBoundSec: number;
  /** Tilings that the search weighed. */
  readonly candidates: number;
}

/** The resource that holds a kernel up longest. */
export function boundOf(busy: Mapping['busySec']): Bound {
  const work = Math.max(busy.compute, busy.cache, busy.dram);
  if (busy.fixed > work) return 'latency';
  return busy.compute >= Math.max(busy.cache, busy.dram) ? 'compute' : 'memory';
}
