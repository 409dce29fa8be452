import type { System } from '../../chips/network/system.js';
import type { Estimate } from '../../foundation/quantity/estimate.js';
import type { Operator } from '../../workloads/operators/operator.js';
import type { JoulePart } from './joule-part.js';

export type Bound = 'compute' | 'memory' | 'latency' | 'link';

/** What one operator costs on one chip of a system. */
export interface KernelCost {
  readonly seconds: Estimate;
  readonly joules: Estimate;
  readonly bound: Bound;
  /** Floating-point or integer operations, multiply and add counted as two. */
  readonly flops: number;
  /** Bytes moved to and from main memory (links: over the link). */
  readonly bytes: number;
  /** Kernels of one family err together; intervals of sums sample one error a family. */
  readonly family: string;
  /** Joules by part of the chip; empty where only the board's power is known. */
  readonly parts: readonly JoulePart[];
}

/** An operator that the chip cannot run, with the reason in one sentence. */
export interface KernelRefusal {
  readonly refused: string;
}

/** Whether an operand may be found in the shared cache because it was used just before. */
export interface CostContext {
  /** Distinct weight copies that are cycled through; 1 means a weight may stay in cache between calls. */
  readonly weightCopies: number;
}

/** A way to cost operators; all implementations pass one conformance suite. */
export interface CostModel {
  readonly name: string;
  estimate(op: Operator, system: System, context: CostContext): KernelCost | KernelRefusal;
}

export function isRefusal<Result extends object>(cost: Result | KernelRefusal): cost is KernelRefusal {
  return 'refused' in cost;
}
