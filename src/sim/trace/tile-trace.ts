import type { Chip } from '../../chips/chip/chip.js';
import { type CostContext, isRefusal } from '../../kernels/roofline/cost-model.js';
import type { Graph } from '../../workloads/graphs/graph.js';
import type { Operator } from '../../workloads/operators/operator.js';
import type { ChipRun } from '../chip/run-graph.js';
import { runTiles } from '../tile/run-tiles.js';
import type { TileCostModel } from '../tile/tile-cost-model.js';
import {
  type KernelSpan,
  keptSpans,
  laneNameEvents,
  operatorEvents,
  spansOf,
  timeOf,
  wholePicoseconds,
} from './chip-trace.js';
import { type Placed, tileCounters } from './tile-counters.js';
import {
  channelLane,
  laneNames,
  loadLane,
  storeLane,
  type TileLanes,
  tileLanes,
  tileMachine,
  workLane,
} from './tile-lanes.js';
import { type LaneSlices, TileRecorder } from './tile-recorder.js';
import { type TraceEvent, type TraceWindow, WHOLE_TRACE } from './trace-event.js';

/** What is executed and where. */
export interface TracedTiles {
  readonly model: TileCostModel;
  readonly chip: Chip;
  readonly context: CostContext;
}

/** Layers repeat their operators: what their tiles did is kept for so many different ones. */
const MOST_RECORDED = 32;
/** Ids of flows to tiles, beyond those between kernels. */
const FIRST_FLOW = 500_000;

/**
 * A chip run whose operators were executed as tiles, as trace events sorted by time: kernels and links as in `chipTrace`,
 * under them arithmetic, loads and stores of some cores and every channel, and counters of what the tiles move, wait and
 * draw. Operators are executed again one after the other as they are asked for, so only one stands in memory.
 *
 * @example
 * [...tileTrace(graph, run, { pid: 1, name: 'H100' }, tiles)].length
 */
export function* tileTrace(
  graph: Graph,
  run: ChipRun,
  process: { readonly pid: number; readonly name: string },
  tiles: TracedTiles,
  window: TraceWindow = WHOLE_TRACE,
): Generator<TraceEvent> {
  const lanes = tileLanes(graph, tiles.chip);
  yield* laneNameEvents(process);
  yield* laneNames(process.pid, lanes.names);
  const spans = keptSpans(spansOf(graph, run), window);
  const above = operatorEvents(graph, run, process.pid, spans, false);
  yield* mergeByTime(above, tileEvents(graph, run, process.pid, tiles, lanes, spans));
}

/** Two sorted sequences as one; at one time the first goes first. */
export function* mergeByTime(first: Iterable<TraceEvent>, second: Iterable<TraceEvent>): Generator<TraceEvent> {
  const rest = second[Symbol.iterator]();
  let next = rest.next();
  for (const event of first) {
    while (next.done !== true && timeOf(next.value) < timeOf(event)) {
      yield next.value;
      next = rest.next();
    }
    yield event;
  }
  for (; next.done !== true; next = rest.next()) yield next.value;
}

function* tileEvents(
  graph: Graph,
  run: ChipRun,
  pid: number,
  tiles: TracedTiles,
  lanes: TileLanes,
  spans: readonly KernelSpan[],
): Generator<TraceEvent> {
  const recorded = new Map<string, TileRecorder | null>();
  for (const span of spans) {
    const { op, name } = graph.nodes[span.node]!;
    const key = JSON.stringify(op);
    let recorder = recorded.get(key);
    if (recorder === undefined) {
      recorder = record(op, tiles, lanes.cores);
      if (recorded.size >= MOST_RECORDED) recorded.clear();
      recorded.set(key, recorder);
    }
    // Kernels beside another share its cores in a way that is not simulated.
    if (recorder === null || span.lane !== 0) continue;
    const place: Placed = {
      pid,
      name,
      span,
      usPerTick: span.durationUs / (recorder.bins.ticks * recorder.bins.dramBytes.length),
    };
    const events = slices(recorder, lanes, place);
    events.push(...flow(events, place), ...tileCounters(recorder.bins, op, run.costs[span.node]!, tiles.chip, place));
    events.sort((a, b) => timeOf(a) - timeOf(b) || (a.ph === 'X' ? 0 : 1) - (b.ph === 'X' ? 0 : 1));
    yield* events;
  }
}

function record(op: Operator, { model, chip, context }: TracedTiles, cores: readonly number[]): TileRecorder | null {
  const report = model.report(op, chip, context);
  if (report === null || isRefusal(report)) return null;
  const recorder = new TileRecorder(cores, report.seconds * 1e12);
  const machine = tileMachine(op, chip);
  let offset = 0;
  for (const one of report.runs) {
    const probe = recorder.probe(one, offset + one.plan.fixedSec * 1e12);
    runTiles(one.plan, chip, machine, model.options, probe);
    offset += one.seconds * 1e12;
  }
  return recorder;
}

function slices(recorder: TileRecorder, lanes: TileLanes, place: Placed): TraceEvent[] {
  const events: TraceEvent[] = [];
  const draw = (slicesOfLane: LaneSlices | undefined, tid: number, cat: string, amount: string) => {
    slicesOfLane?.starts.forEach((start, i) => {
      const end = slicesOfLane.ends[i]!;
      const ts = wholePicoseconds(place.span.startUs + start * place.usPerTick);
      // Main memory may still write when the kernel has ended; the slice ends with it.
      const most = place.span.startUs + place.span.durationUs;
      const endUs = wholePicoseconds(Math.min(most, place.span.startUs + end * place.usPerTick));
      if (endUs < ts) return;
      const busy = Math.round((1000 * slicesOfLane.busy[i]!) / Math.max(1, end - start)) / 1000;
      const args = { busy: Math.min(1, busy), [amount]: slicesOfLane.amounts[i]! };
      events.push({ ph: 'X', name: place.name, cat, pid: place.pid, tid, ts, dur: wholePicoseconds(endUs - ts), args });
    });
  };
  for (const [i, core] of lanes.cores.entries()) {
    draw(recorder.work.get(core), workLane(i), 'arithmetic', 'blocks');
    draw(recorder.loads.get(core), loadLane(i), 'load', 'blocks');
    draw(recorder.stores.get(core), storeLane(i), 'store', 'tiles');
  }
  for (const [channel, slicesOfLane] of recorder.channels) draw(slicesOfLane, channelLane(channel), 'memory', 'bytes');
  return events;
}

/** An arrow from the kernel to the first arithmetic that is drawn of it. */
function flow(events: readonly TraceEvent[], { pid, span }: Placed): TraceEvent[] {
  const first = events.find((event) => event.ph === 'X' && event.cat === 'arithmetic');
  if (first === undefined || first.ph !== 'X') return [];
  const common = { name: 'tiles', cat: 'tiles', id: pid * 1_000_000 + FIRST_FLOW + span.node, pid };
  return [
    { ph: 's', ...common, tid: span.lane, ts: span.startUs },
    { ph: 'f', bp: 'e', ...common, tid: first.tid, ts: wholePicoseconds(first.ts + first.dur / 2) },
  ];
}
