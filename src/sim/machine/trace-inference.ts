import { type CostModel, isRefusal, type KernelRefusal } from '../../kernels/roofline/cost-model.js';
import type { Graph } from '../../workloads/graphs/graph.js';
import { type ChipRun, DEFAULT_RUN_OPTIONS, runGraph } from '../chip/run-graph.js';
import { ticksToSeconds } from '../engine/tick.js';
import type { TileCostModel } from '../tile/tile-cost-model.js';
import { chipTrace, wholePicoseconds } from '../trace/chip-trace.js';
import { type TracedTiles, tileTrace } from '../trace/tile-trace.js';
import { type TraceEvent, type TraceWindow, WHOLE_TRACE } from '../trace/trace-event.js';
import { stageOptions } from './pass/inference-pass.js';
import { passStages } from './pass-stages.js';
import type { PlacedMachine } from './place/place-machine.js';
import type { InferenceQuestion } from './simulate-inference.js';

/**
 * The trace of one microbatch through every pipeline stage, one process a stage, sorted by time: of the prompt for
 * `prefill`, of one step over `contextTokens` keys for `decode`, of a step half-way through the answer for `request`.
 * One rank stands for all ranks of its stage, which run in step. With a tile model, which `model` must then be, the lanes
 * below the kernels show what their tiles do.
 *
 * @example
 * const events = traceInference(question, placement, model);
 */
export function traceInference(
  question: InferenceQuestion,
  placement: PlacedMachine,
  model: CostModel,
  window: TraceWindow = WHOLE_TRACE,
  tileModel: TileCostModel | null = null,
): Generator<TraceEvent> | KernelRefusal {
  const { place, graphs } = passStages(question, placement, model);
  const stages: { readonly graph: Graph; readonly run: ChipRun }[] = [];
  for (const [stage, graph] of graphs.entries()) {
    const run = runGraph(graph, place.system, model, stageOptions(place, stage));
    if (isRefusal(run)) return run;
    stages.push({ graph, run });
  }
  const tiles =
    tileModel === null ? null : { model: tileModel, chip: question.machine.chip, context: DEFAULT_RUN_OPTIONS.context };
  return stageEvents(stages, question.machine.chip.name, window, tiles);
}

/** A stage starts when the one before it has handed over; the names of all stages come first. */
function* stageEvents(
  stages: readonly { readonly graph: Graph; readonly run: ChipRun }[],
  name: string,
  window: TraceWindow,
  tiles: TracedTiles | null,
): Generator<TraceEvent> {
  let startSec = 0;
  const traces: { readonly shiftUs: number; first: TraceEvent | null; readonly rest: Iterator<TraceEvent> }[] = [];
  for (const [stage, { graph, run }] of stages.entries()) {
    const chip = { pid: stage + 1, name: `${name}, stage ${stage + 1} of ${stages.length}` };
    const within = { fromSec: window.fromSec - startSec, toSec: window.toSec - startSec };
    const rest = tiles === null ? chipTrace(graph, run, chip, within) : tileTrace(graph, run, chip, tiles, within);
    let next = rest.next();
    for (; next.done !== true && next.value.ph === 'M'; next = rest.next()) yield next.value;
    traces.push({ shiftUs: startSec * 1e6, first: next.done === true ? null : next.value, rest });
    startSec += run.endTicks.reduce((latest, tick) => Math.max(latest, ticksToSeconds(tick, 'ps')), 0);
  }
  for (const { shiftUs, first, rest } of traces) {
    for (let event = first; event !== null; ) {
      yield event.ph === 'M' ? event : { ...event, ts: wholePicoseconds(event.ts + shiftUs) };
      const next = rest.next();
      event = next.done === true ? null : next.value;
    }
  }
}
