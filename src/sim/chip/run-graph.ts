import type { System } from '../../chips/network/system.js';
import { bandAbout } from '../../foundation/quantity/band-arithmetic.js';
import type { Estimate } from '../../foundation/quantity/estimate.js';
import { EstimateSum } from '../../foundation/quantity/estimate-sum.js';
import {
  type CostContext,
  type CostModel,
  isRefusal,
  type KernelCost,
  type KernelRefusal,
} from '../../kernels/roofline/cost-model.js';
import { WEIGHT_COPIES } from '../../kernels/roofline/weight-copies.js';
import type { Graph, GraphNode } from '../../workloads/graphs/graph.js';
import { PRIORITY } from '../engine/priority-class.js';
import { Simulator } from '../engine/simulator.js';
import { secondsToTicks, ticksToSeconds } from '../engine/tick.js';
import { NO_OVERLAP, type OverlapShares, overlapScale } from './overlap.js';

/** What operators hold while they run. */
export const CHIP_RESOURCES = ['compute', 'memory', 'link'] as const;

export type ChipResource = (typeof CHIP_RESOURCES)[number];

const HOLDS_COMPUTE = 1;
const HOLDS_MEMORY = 2;
const HOLDS_LINK = 4;

export interface RunGraphOptions {
  /**
   * Whether kernels bound by different resources may run side by side. False is one stream, as inference engines launch
   * kernels and as kernel timings are taken; true is the most overlap that the dependencies allow.
   */
  readonly concurrentKernels: boolean;
  readonly context: CostContext;
  readonly tieBreak: 'fifo' | `shuffle:${number}`;
  /** Share of each kind of collective that hides behind other work whatever the dependencies say. */
  readonly overlap: OverlapShares;
  /** The system as a node's collective sees it; null where all see the same. */
  readonly linkSystem: ((node: GraphNode) => System) | null;
}

export const DEFAULT_RUN_OPTIONS: RunGraphOptions = {
  concurrentKernels: false,
  context: { weightCopies: WEIGHT_COPIES.cycled },
  tieBreak: 'fifo',
  overlap: NO_OVERLAP,
  linkSystem: null,
};

/** One execution of a placed graph on one rank's chip; the other ranks of the system do the same in step. */
export interface ChipRun {
  readonly seconds: Estimate;
  /** All chips of the system together. */
  readonly joules: Estimate;
  /** Operations of all chips together. */
  readonly flops: number;
  /** Main-memory bytes of all chips together. */
  readonly bytes: number;
  readonly operators: number;
  /** Kernels that are no collectives, one after another. */
  readonly computeSec: number;
  /** Collectives, hidden or not. */
  readonly collectiveSec: number;
  /** By node id. */
  readonly costs: readonly KernelCost[];
  readonly startTicks: Float64Array;
  readonly endTicks: Float64Array;
  /** Seconds by node group, in order of first appearance. */
  readonly groups: ReadonlyMap<string, number>;
  /** Joules of all chips together by part; empty where the cost model knows only the board. */
  readonly parts: ReadonlyMap<string, number>;
  readonly fingerprint: string;
}

/** Resources that an operator holds for its whole time. */
function holds(node: GraphNode, cost: KernelCost, concurrent: boolean): number {
  switch (node.op.kind) {
    case 'all_reduce':
    case 'all_gather':
    case 'reduce_scatter':
    case 'alltoall':
    case 'send_recv':
      return HOLDS_LINK;
    default:
      if (!concurrent) return HOLDS_COMPUTE | HOLDS_MEMORY;
      return cost.bound === 'memory' ? HOLDS_MEMORY : HOLDS_COMPUTE;
  }
}

/**
 * Executes a graph as events: a node starts when its dependencies are done and the resources it holds are free, lowest
 * id first. Intervals of kernels of one family move together. Returns a refusal where the chip cannot run an operator.
 */
export function runGraph(
  graph: Graph,
  system: System,
  model: CostModel,
  options: RunGraphOptions,
): ChipRun | KernelRefusal {
  const count = graph.nodes.length;
  const costs: KernelCost[] = [];
  for (const node of graph.nodes) {
    const cost = model.estimate(node.op, options.linkSystem?.(node) ?? system, options.context);
    if (isRefusal(cost)) return { refused: `${graph.name}, ${node.name}: ${cost.refused}` };
    costs.push(cost);
  }
  const exposed = exposedShares(graph, costs, options.overlap);
  const simulator = new Simulator({ tieBreak: options.tieBreak });
  const waitingFor = new Int32Array(count);
  const durations = new Float64Array(count);
  const masks = new Uint8Array(count);
  const dependents: number[][] = graph.nodes.map(() => []);
  for (const node of graph.nodes) {
    waitingFor[node.id] = node.deps.length;
    for (const dep of node.deps) dependents[dep]!.push(node.id);
    const cost = costs[node.id]!;
    durations[node.id] = secondsToTicks(cost.seconds.value * exposed(node), 'ps');
    masks[node.id] = holds(node, cost, options.concurrentKernels);
  }
  const startTicks = new Float64Array(count);
  const endTicks = new Float64Array(count);
  let busy = 0;
  let finished = 0;
  let ready: number[] = [];

  const startReady = (): void => {
    const left: number[] = [];
    for (const id of ready) {
      const mask = masks[id]!;
      if ((busy & mask) !== 0) {
        left.push(id);
        continue;
      }
      busy |= mask;
      startTicks[id] = simulator.now;
      simulator.schedule(durations[id]!, PRIORITY.completion, complete, id);
    }
    ready = left;
  };
  const decide = simulator.register('chip.start', startReady);
  const complete = simulator.register('chip.complete', (id) => {
    endTicks[id] = simulator.now;
    busy &= ~masks[id]!;
    finished++;
    for (const dependent of dependents[id]!) {
      waitingFor[dependent]!--;
      if (waitingFor[dependent] === 0) insertInOrder(ready, dependent);
    }
    // Starting is decided after everything of this tick has ended, so that ties cannot change who goes first.
    simulator.schedule(0, PRIORITY.decision, decide, 0);
  });
  for (let id = 0; id < count; id++) if (waitingFor[id] === 0) ready.push(id);
  simulator.schedule(0, PRIORITY.decision, decide, 0);
  simulator.run();
  if (finished !== count)
    throw new Error(`${graph.name}: ${count - finished} operators never ran; the graph has a cycle.`);
  return summarise(graph, system, costs, startTicks, endTicks, simulator);
}

/** The part of a node's time that the pass sees: 1 but for collectives that are said to overlap. */
function exposedShares(
  graph: Graph,
  costs: readonly KernelCost[],
  overlap: OverlapShares,
): (node: GraphNode) => number {
  let hidden = 0;
  let other = 0;
  for (const { op, id } of graph.nodes) {
    if ('ranks' in op) hidden += overlap[op.kind] * costs[id]!.seconds.value;
    else other += costs[id]!.seconds.value;
  }
  const scale = overlapScale(hidden, other);
  return ({ op }) => ('ranks' in op ? 1 - scale * overlap[op.kind] : 1);
}

/** Keeps the ready list ascending by id. */
function insertInOrder(ready: number[], id: number): void {
  let at = ready.length;
  while (at > 0 && ready[at - 1]! > id) at--;
  ready.splice(at, 0, id);
}

/** Sums what the operators did; the makespan's interval is that of the serial sum, scaled to the overlap found. */
function summarise(
  graph: Graph,
  system: System,
  costs: readonly KernelCost[],
  startTicks: Float64Array,
  endTicks: Float64Array,
  simulator: Simulator,
): ChipRun {
  const seconds = new EstimateSum();
  const joules = new EstimateSum();
  const groups = new Map<string, number>();
  const parts = new Map<string, number>();
  let flops = 0;
  let bytes = 0;
  let computeSec = 0;
  let collectiveSec = 0;
  for (const node of graph.nodes) {
    const cost = costs[node.id]!;
    if ('ranks' in node.op) collectiveSec += cost.seconds.value;
    else computeSec += cost.seconds.value;
    seconds.add(cost.family, cost.seconds, 1);
    joules.add(cost.family, cost.joules, system.count);
    groups.set(node.group, (groups.get(node.group) ?? 0) + cost.seconds.value);
    for (const part of cost.parts) parts.set(part.name, (parts.get(part.name) ?? 0) + part.joules * system.count);
    flops += cost.flops * system.count;
    bytes += cost.bytes * system.count;
  }
  const serial = seconds.total();
  const makespan = ticksToSeconds(simulator.now, 'ps');
  return {
    seconds: serial.value > 0 ? { ...bandAbout(makespan, serial), provenance: serial.provenance } : serial,
    joules: joules.total(),
    flops,
    bytes,
    operators: graph.nodes.length,
    computeSec,
    collectiveSec,
    costs,
    startTicks,
    endTicks,
    groups,
    parts,
    fingerprint: simulator.fingerprint() ?? '',
  };
}
