import type { Operator } from '../../workloads/operators/operator.js';
import { operatorCost } from '../../workloads/operators/operator-cost.js';

export { causalPairs } from '../../workloads/operators/attention-pairs.js';
export { kvDtypeBytes as kvElementBytes } from '../../workloads/operators/kv-dtype.js';

/** Floating-point (hash: integer) operations of an operator, multiply and add counted as two. */
export function operatorFlops(op: Operator): number {
  return operatorCost(op).flops;
}

/** Bytes an operator must move: over the link for collectives, to and from main memory for the others. */
export function operatorBytes(op: Operator): number {
  const { bytes, linkBytes } = operatorCost(op);
  return linkBytes > 0 ? linkBytes : bytes;
}
