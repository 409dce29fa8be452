import { type SystolicArray, systolicCycles } from '../../../kernels/white-box/machine/systolic-cycles.js';
import type { Graph } from '../../../workloads/graphs/graph.js';

/** One layer of a topology on a systolic array. */
export interface TopologyLayer {
  readonly layer: string;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly computeCycles: number;
  readonly folds: number;
  readonly utilisation: number;
  readonly mappingEfficiency: number;
}

export interface TopologyRun {
  readonly computeCycles: number;
  /** Multiply-accumulates over what the cells could have done in all cycles. */
  readonly utilisation: number;
  readonly macs: number;
  readonly layers: readonly TopologyLayer[];
}

/** Runs the products of a topology one after another on a systolic array; memory stalls are not part of the count. */
export function simulateTopology(topology: Graph, array: SystolicArray): TopologyRun {
  const layers = topology.nodes.map((node): TopologyLayer => {
    if (node.op.kind !== 'gemm') throw new Error(`a topology holds products only, not ${node.op.kind}`);
    const { m, n, k } = node.op;
    const { cycles, folds, utilisation, mappingEfficiency } = systolicCycles(m, n, k, array);
    return { layer: node.group, m, n, k, computeCycles: cycles, folds, utilisation, mappingEfficiency };
  });
  const computeCycles = layers.reduce((sum, layer) => sum + layer.computeCycles, 0);
  const macs = layers.reduce((sum, { m, n, k }) => sum + m * n * k, 0);
  return {
    computeCycles,
    utilisation: macs / (computeCycles * array.rows * array.columns * array.count),
    macs,
    layers,
  };
}
