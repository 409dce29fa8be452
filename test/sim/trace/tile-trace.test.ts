import { describe, expect, it } from '@jest/globals';
import { builtinCatalog, type Chip, resolveChip } from '../../../src/chips/index.js';
import { isRefusal } from '../../../src/kernels/index.js';
import { type ChipRun, DEFAULT_RUN_OPTIONS, runGraph } from '../../../src/sim/chip/run-graph.js';
import { createTileCostModel, type TileCostModel } from '../../../src/sim/tile/tile-cost-model.js';
import { type TracedTiles, tileTrace } from '../../../src/sim/trace/tile-trace.js';
import { type TraceEvent, type TraceWindow, traceJson } from '../../../src/sim/trace/trace-event.js';
import {
  builtinModels,
  decodeGraph,
  type Graph,
  onlyLayers,
  resolveModel,
  tensorParallel,
} from '../../../src/workloads/index.js';
import { traceFaults } from './trace-rules.js';

const catalog = builtinCatalog();
const architecture = resolveModel('qwen3-0.6b', builtinModels());
const shape = { batch: 4, contextTokens: 512, dtype: 'bf16', kvDtype: null } as const;

interface Traced {
  readonly graph: Graph;
  readonly run: ChipRun;
  readonly tiles: TracedTiles;
  readonly chip: Chip;
}

function traced(id: string, layers: number, ranks: number): Traced {
  const chip = resolveChip(catalog, id);
  const model = createTileCostModel({ blockBudget: 1500, tieBreak: 'fifo' });
  const graph = tensorParallel(onlyLayers(decodeGraph(architecture, shape), layers), ranks);
  const run = runGraph(graph, { chip, count: ranks, topology: 'switch' }, model, DEFAULT_RUN_OPTIONS);
  if (isRefusal(run)) throw new Error(run.refused);
  return { graph, run, chip, tiles: { model, chip, context: DEFAULT_RUN_OPTIONS.context } };
}

const eventsOf = ({ graph, run, chip, tiles }: Traced, window?: TraceWindow): TraceEvent[] => [
  ...tileTrace(graph, run, { pid: 1, name: chip.name }, tiles, window),
];
const slicesOf = (events: readonly TraceEvent[]) =>
  events.filter((event): event is Extract<TraceEvent, { ph: 'X' }> => event.ph === 'X');

describe('the trace of a run at tile detail', () => {
  it.each(['h100-sxm', 'tpu-v3', 'hypo-5nm-sram', 'u280'])('keeps the rules of the format on %s', (id) => {
    const events = eventsOf(traced(id, 2, id === 'u280' ? 1 : 2));
    expect(traceFaults([...traceJson(events, { chip: id })].join(''))).toEqual([]);
    expect(slicesOf(events).length).toBeGreaterThan(500);
  });

  it('shows every byte of main memory on a channel, but for what is written after a kernel', () => {
    const one = traced('h100-sxm', 1, 1);
    const drawn = slicesOf(eventsOf(one))
      .filter(({ cat }) => cat === 'memory')
      .reduce((sum, { args }) => sum + Number(args.bytes), 0);
    const moved = one.graph.nodes.reduce((sum, { op }) => {
      const report = one.tiles.model.report(op, one.chip, one.tiles.context);
      return sum + (report === null || isRefusal(report) ? 0 : report.trafficBytes.dram);
    }, 0);
    expect(drawn / moved).toBeGreaterThan(0.99);
    expect(drawn).toBeLessThanOrEqual(moved);
  });

  it('draws the power whose integral is the joules of the run, never above the board’s limit', () => {
    const one = traced('h100-sxm', 1, 1);
    const power = eventsOf(one).filter((event) => event.ph === 'C' && event.name === 'power, W');
    let joules = 0;
    for (let i = 1; i < power.length; i++) {
      const [from, to] = [power[i - 1]!, power[i]!];
      if (from.ph !== 'C' || to.ph !== 'C') throw new Error('no counter');
      joules += from.args.power! * (to.ts - from.ts) * 1e-6;
      expect(from.args.power).toBeLessThanOrEqual(one.chip.tdpW.value * 1.0001);
    }
    expect(Math.abs(joules / one.run.joules.value - 1)).toBeLessThan(1e-3);
  });

  it('executes only what the window touches, and that once for equal layers', () => {
    const one = traced('tpu-v3', 4, 1);
    let asked = 0;
    const model: TileCostModel = {
      ...one.tiles.model,
      report: (...given) => {
        asked++;
        return one.tiles.model.report(...given);
      },
    };
    const [first] = one.graph.nodes;
    const within = { fromSec: 0, toSec: one.run.endTicks[first!.id]! * 1e-12 * 0.5 };
    const events = eventsOf({ ...one, tiles: { ...one.tiles, model } }, within);
    expect(asked).toBe(1);
    expect(new Set(slicesOf(events).map(({ name }) => name))).toEqual(new Set([first!.name]));
    asked = 0;
    eventsOf({ ...one, tiles: { ...one.tiles, model } });
    expect(asked).toBe(new Set(one.graph.nodes.map(({ op }) => JSON.stringify(op))).size);
  });

  it('stays small: a bounded number of events an operator, whatever its size', () => {
    const one = traced('h100-sxm', 1, 1);
    const lanes = 8 * 3 + 64;
    expect(eventsOf(one).length).toBeLessThan(one.graph.nodes.length * lanes * 100);
    const events = tileTrace(one.graph, one.run, { pid: 1, name: 'chip' }, one.tiles);
    expect(events.next().done).toBe(false);
  });
});

describe('the check of a trace', () => {
  const good = [
    { ph: 'M', name: 'process_name', pid: 1, tid: 0, args: { name: 'p' } },
    { ph: 'M', name: 'thread_name', pid: 1, tid: 0, args: { name: 't' } },
    { ph: 'X', name: 'a', cat: '', pid: 1, tid: 0, ts: 0, dur: 2, args: {} },
    { ph: 's', name: 'f', cat: '', id: 1, pid: 1, tid: 0, ts: 1 },
    { ph: 'X', name: 'b', cat: '', pid: 1, tid: 0, ts: 2, dur: 2, args: {} },
    { ph: 'f', bp: 'e', name: 'f', cat: '', id: 1, pid: 1, tid: 0, ts: 3 },
    { ph: 'C', name: 'c', pid: 1, tid: 0, ts: 4, args: { value: 1 } },
  ];
  const faults = (events: readonly object[]) =>
    traceFaults(JSON.stringify({ displayTimeUnit: 'ns', traceEvents: events }));

  it('finds nothing wrong with what is right', () => expect(faults(good)).toEqual([]));

  it.each([
    ['a name that comes late', [...good.slice(1), good[0]!]],
    ['events out of order', [...good.slice(0, 2), good[4]!, good[2]!, good[3]!, good[5]!, good[6]!]],
    ['slices that overlap', good.map((event) => (event.ph === 'X' ? { ...event, dur: 2.5 } : event))],
    ['a negative duration', good.map((event) => (event.name === 'b' ? { ...event, dur: -1 } : event))],
    ['a flow that never ends', good.filter(({ ph }) => ph !== 'f')],
    ['a flow outside any slice', good.map((event) => (event.ph === 'f' ? { ...event, ts: 4.5 } : event)).slice(0, 6)],
    ['a counter without a number', good.map((event) => (event.ph === 'C' ? { ...event, args: { v: 'x' } } : event))],
    ['a lane without a name', good.filter(({ name }) => name !== 'thread_name')],
  ])('finds %s', (_fault, events) => expect(faults(events)).not.toEqual([]));
});
