import type { System } from '../../../chips/network/system.js';
import { networkAlgorithm } from '../../../kernels/collective/network-cost-model.js';
import type { Graph, GraphNode } from '../../../workloads/graphs/graph.js';
import type { CollectiveOperator } from '../../../workloads/operators/operator.js';
import { collectiveAxis, type ParallelAxis } from '../../../workloads/placement/place-graph.js';
import type { ChipRun } from '../../chip/run-graph.js';

/** Equal collectives of one microbatch through all stages. */
export interface PassCollective {
  readonly axis: ParallelAxis;
  readonly kind: CollectiveOperator['kind'];
  readonly ranks: number;
  /** Message as nccl-tests count it. */
  readonly bytes: number;
  readonly calls: number;
  /** Of one call, hidden or not. */
  readonly seconds: number;
  /** The fastest for the size on the system's network; null where the kernel model's fits answer. */
  readonly algorithm: string | null;
}

/** A stage with its run and the system that its collectives see. */
export interface StageRun {
  readonly graph: Graph;
  readonly run: ChipRun;
  readonly linkSystem: ((node: GraphNode) => System) | null;
}

/** The collectives of a pass, equal ones together, those that take longest in all first. */
export function passCollectives(stages: readonly StageRun[]): PassCollective[] {
  const found = new Map<string, PassCollective>();
  for (const { graph, run, linkSystem } of stages) {
    for (const node of graph.nodes) {
      const axis = collectiveAxis(node);
      if (axis === null || !('ranks' in node.op)) continue;
      const { kind, ranks, bytes } = node.op;
      const seconds = run.costs[node.id]!.seconds.value;
      const key = [axis, kind, ranks, bytes, seconds].join(' ');
      const known = found.get(key);
      if (known !== undefined) {
        found.set(key, { ...known, calls: known.calls + 1 });
        continue;
      }
      const algorithm = linkSystem === null ? null : networkAlgorithm(node.op, linkSystem(node));
      found.set(key, { axis, kind, ranks, bytes, calls: 1, seconds, algorithm });
    }
  }
  return [...found.values()].sort((a, b) => b.calls * b.seconds - a.calls * a.seconds);
}
