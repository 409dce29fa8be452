import type { Graph } from '../../workloads/graphs/graph.js';
import type { ChipRun } from '../chip/run-graph.js';
import { type TraceEvent, type TraceWindow, WHOLE_TRACE } from './trace-event.js';

/** Lanes of a chip; a lane never holds two operators at once. */
const LANES = ['kernels', 'kernels beside', 'link'] as const;
const LINK_LANE = 2;
/** Dividing whole picoseconds keeps times that are equal equal. */
const TICKS_PER_US = 1e6;

/** An operator on the lane of the resource that it holds. */
export interface KernelSpan {
  readonly node: number;
  readonly lane: number;
  readonly startUs: number;
  readonly durationUs: number;
}

/**
 * A chip run as trace events sorted by time: a slice an operator on the lane of its resource, flows from dependencies
 * that cross lanes, and counters of bandwidth, power and queue depth. `pid` keeps the chips of a system apart.
 *
 * @example
 * [...chipTrace(graph, run, { pid: 1, name: 'H100' })].length
 */
export function* chipTrace(
  graph: Graph,
  run: ChipRun,
  chip: { readonly pid: number; readonly name: string },
  window: TraceWindow = WHOLE_TRACE,
): Generator<TraceEvent> {
  yield* laneNameEvents(chip);
  yield* operatorEvents(graph, run, chip.pid, keptSpans(spansOf(graph, run), window), true);
}

/** Names of the chip and of its lanes of operators. */
export function* laneNameEvents({
  pid,
  name: chip,
}: {
  readonly pid: number;
  readonly name: string;
}): Generator<TraceEvent> {
  yield { ph: 'M', name: 'process_name', pid, tid: 0, args: { name: chip } };
  yield { ph: 'M', name: 'process_sort_index', pid, tid: 0, args: { sort_index: pid } };
  for (const [lane, name] of LANES.entries()) {
    yield { ph: 'M', name: 'thread_name', pid, tid: lane, args: { name } };
    yield { ph: 'M', name: 'thread_sort_index', pid, tid: lane, args: { sort_index: lane } };
  }
}

/** The operators that touch a window. */
export function keptSpans(spans: readonly KernelSpan[], window: TraceWindow): readonly KernelSpan[] {
  return spans.filter(
    ({ startUs, durationUs }) => startUs + durationUs >= window.fromSec * 1e6 && startUs <= window.toSec * 1e6,
  );
}

/** Slices, flows and waiting of operators, sorted by time, and on demand the means of what they move and draw. */
export function operatorEvents(
  graph: Graph,
  run: ChipRun,
  pid: number,
  spans: readonly KernelSpan[],
  withMeans: boolean,
): readonly TraceEvent[] {
  const events: TraceEvent[] = spans.map((span) => slice(graph, run, pid, span));
  events.push(...flows(graph, pid, spans), ...queueDepth(graph, run, pid, spans));
  if (withMeans) events.push(...counters(run, pid, spans));
  return events.sort((a, b) => timeOf(a) - timeOf(b) || orderOf(a) - orderOf(b));
}

/** Microseconds to the nearest picosecond, so that sums of times do not lie a rounding beside the times they meet. */
export function wholePicoseconds(us: number): number {
  return Math.round(us * TICKS_PER_US) / TICKS_PER_US;
}

/** When an event happens; names come before everything. */
export function timeOf(event: TraceEvent): number {
  return event.ph === 'M' ? Number.NEGATIVE_INFINITY : event.ts;
}

/** A slice opens before the flow that leaves from it. */
function orderOf(event: TraceEvent): number {
  return event.ph === 'X' ? 0 : 1;
}

/** Kernels that run side by side go on two lanes. */
export function spansOf(graph: Graph, run: ChipRun): KernelSpan[] {
  const laneFreeAt = [0, 0, 0];
  const order = graph.nodes.map(({ id }) => id).sort((a, b) => run.startTicks[a]! - run.startTicks[b]! || a - b);
  return order.map((node) => {
    const start = run.startTicks[node]!;
    const end = run.endTicks[node]!;
    const onLink = 'ranks' in graph.nodes[node]!.op;
    const lane = onLink ? LINK_LANE : start >= laneFreeAt[0]! ? 0 : 1;
    laneFreeAt[lane] = end;
    return {
      node,
      lane,
      startUs: start / TICKS_PER_US,
      durationUs: (end - start) / TICKS_PER_US,
    };
  });
}

function slice(graph: Graph, run: ChipRun, pid: number, span: KernelSpan): TraceEvent {
  const { name, group, op } = graph.nodes[span.node]!;
  const cost = run.costs[span.node]!;
  const { kind, ...shape } = op;
  return {
    ph: 'X',
    name,
    cat: group,
    pid,
    tid: span.lane,
    ts: span.startUs,
    dur: span.durationUs,
    args: { kind, bound: cost.bound, flops: cost.flops, bytes: cost.bytes, shape: JSON.stringify(shape) },
  };
}

/** One arrow for each dependency between lanes; within a lane the order of slices shows it. */
function flows(graph: Graph, pid: number, spans: readonly KernelSpan[]): TraceEvent[] {
  const byNode = new Map(spans.map((span) => [span.node, span]));
  const events: TraceEvent[] = [];
  let id = pid * 1_000_000;
  for (const span of spans) {
    for (const dep of graph.nodes[span.node]!.deps) {
      const source = byNode.get(dep);
      if (source === undefined || source.lane === span.lane) continue;
      id++;
      const common = { name: 'depends', cat: 'dependency', id, pid };
      events.push(
        { ph: 's', ...common, tid: source.lane, ts: source.startUs + source.durationUs / 2 },
        { ph: 'f', bp: 'e', ...common, tid: span.lane, ts: span.startUs + span.durationUs / 2 },
      );
    }
  }
  return events;
}

/** Bandwidth and power as steps: they rise with each operator's mean and fall when it ends. */
function counters(run: ChipRun, pid: number, spans: readonly KernelSpan[]): TraceEvent[] {
  const steps = spans.flatMap((span) => {
    const { bytes, joules } = run.costs[span.node]!;
    if (span.durationUs === 0) return [];
    const gigabytesPerSec = bytes / span.durationUs / 1e3;
    const watts = joules.value / (span.durationUs * 1e-6);
    const end = wholePicoseconds(span.startUs + span.durationUs);
    const onLink = span.lane === LINK_LANE;
    return [
      { ts: span.startUs, memory: onLink ? 0 : gigabytesPerSec, link: onLink ? gigabytesPerSec : 0, watts },
      { ts: end, memory: onLink ? 0 : -gigabytesPerSec, link: onLink ? -gigabytesPerSec : 0, watts: -watts },
    ];
  });
  steps.sort((a, b) => a.ts - b.ts);
  const events: TraceEvent[] = [];
  let memory = 0;
  let link = 0;
  let watts = 0;
  steps.forEach((step, i) => {
    memory += step.memory;
    link += step.link;
    watts += step.watts;
    // Several steps at one instant are one value.
    if (steps[i + 1]?.ts === step.ts) return;
    events.push(
      {
        ph: 'C',
        name: 'bandwidth, GB/s',
        pid,
        tid: 0,
        ts: step.ts,
        args: { memory: round(memory), link: round(link) },
      },
      { ph: 'C', name: 'power, W', pid, tid: 0, ts: step.ts, args: { power: round(watts) } },
    );
  });
  return events;
}

/** Operators whose dependencies are done and that wait for their resource. */
function queueDepth(graph: Graph, run: ChipRun, pid: number, spans: readonly KernelSpan[]): TraceEvent[] {
  const steps = spans.flatMap(({ node }) => {
    const ready = graph.nodes[node]!.deps.reduce((latest, dep) => Math.max(latest, run.endTicks[dep]!), 0);
    const start = run.startTicks[node]!;
    return ready < start ? [[ready, 1] as const, [start, -1] as const] : [];
  });
  steps.sort((a, b) => a[0] - b[0]);
  let waiting = 0;
  return steps.flatMap(([tick, change], i): TraceEvent[] => {
    waiting += change;
    if (steps[i + 1]?.[0] === tick) return [];
    const ts = tick / TICKS_PER_US;
    return [{ ph: 'C', name: 'queue depth', pid, tid: 0, ts, args: { operators: waiting } }];
  });
}

/** Sums of steps leave dust of rounding behind, which would draw as negative power. */
function round(value: number): number {
  return Math.max(0, Math.round(value * 1e3) / 1e3);
}
