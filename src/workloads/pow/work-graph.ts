import type { Graph } from '../graphs/graph.js';

/** Work of a protocol as a graph that the simulator runs. */
export interface WorkGraph {
  readonly graph: Graph;
  /** What the protocol counts. */
  readonly workUnit: 'hash' | 'mac' | 'nonce' | 'token';
  /** Units that one run of the graph performs. */
  readonly workUnits: number;
  /** Share of the graph's operations that someone would pay for without the reward, 0 to 1. */
  readonly usefulShare: number;
  /** What the figures leave out or assume, one sentence each. */
  readonly notes: readonly string[];
}
