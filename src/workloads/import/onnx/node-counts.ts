/** What became of the nodes of a graph. */
export interface NodeCounts {
  total: number;
  /** Nodes that are kernels of the run. */
  kernels: number;
  /** Nodes that are known before the run or only rename sizes. */
  free: number;
  /** Nodes without a rule, by operator. */
  readonly unknown: Map<string, number>;
  /** Nodes behind those, whose sizes are not known, by operator. */
  readonly unsized: Map<string, number>;
}

/** Counts before the first node. */
export function emptyNodeCounts(): NodeCounts {
  return { total: 0, kernels: 0, free: 0, unknown: new Map(), unsized: new Map() };
}

/** Counts one more node of an operator. */
export function countOperator(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
