import type { Chip } from '../../../chips/chip/chip.js';
import { systemOf } from '../../../chips/network/system.js';
import type { Estimate } from '../../../foundation/quantity/estimate.js';
import { type CostModel, isRefusal } from '../../../kernels/roofline/cost-model.js';
import type { DescribedGraph } from '../../../workloads/graphs/graph-file.js';
import { type ChipRun, DEFAULT_RUN_OPTIONS, runGraph } from '../../chip/run-graph.js';
import type { PlacementRefusal } from '../place/place-machine.js';

/** One run of a graph of operators on one chip. */
export interface GraphAnswer {
  readonly seconds: Estimate;
  readonly joules: Estimate;
  readonly flops: number;
  readonly bytes: number;
  readonly operators: number;
  /** From the longest on. */
  readonly groups: readonly {
    readonly group: string;
    readonly operators: number;
    readonly seconds: number;
    readonly flops: number;
    readonly bytes: number;
  }[];
  readonly fingerprint: string;
}

/** The figures of a run, and the run itself, of which a trace can be made. */
export interface GraphRun {
  readonly answer: GraphAnswer;
  readonly run: ChipRun;
}

/** Runs a graph on one chip, or refuses where its weights exceed the memory or the chip lacks a datapath. */
export function simulateGraph(
  { graph, storedBytes }: DescribedGraph,
  chip: Chip,
  model: CostModel,
): GraphRun | PlacementRefusal {
  const capacity = chip.memory.capacityBytes.value;
  if (storedBytes !== null && storedBytes > capacity) {
    const refused = `The weights take ${storedBytes} bytes; ${chip.name} has ${capacity}.`;
    return { refused, fix: 'Choose a chip with more memory or a narrower dtype.' };
  }
  const run = runGraph(graph, systemOf(chip, 1), model, DEFAULT_RUN_OPTIONS);
  if (isRefusal(run)) return { refused: run.refused, fix: 'Choose another chip or dtype.' };
  const groups = new Map<string, { operators: number; seconds: number; flops: number; bytes: number }>();
  for (const { id, group } of graph.nodes) {
    const sum = groups.get(group) ?? { operators: 0, seconds: 0, flops: 0, bytes: 0 };
    const cost = run.costs[id];
    sum.operators++;
    sum.seconds += cost?.seconds.value ?? 0;
    sum.flops += cost?.flops ?? 0;
    sum.bytes += cost?.bytes ?? 0;
    groups.set(group, sum);
  }
  const { seconds, joules, flops, bytes, operators, fingerprint } = run;
  const listed = [...groups].map(([group, sum]) => ({ group, ...sum })).sort((a, b) => b.seconds - a.seconds);
  return { answer: { seconds, joules, flops, bytes, operators, groups: listed, fingerprint }, run };
}
