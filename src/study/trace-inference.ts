import { type CostModel, isRefusal, type KernelRefusal } from '../kernels/cost-model.js';
import { type ChipRun, runGraph } from '../sim/chip/run-graph.js';
import { ticksToSeconds } from '../sim/engine/tick.js';
import { chipTrace } from '../sim/trace/chip-trace.js';
import { type TraceEvent, type TraceWindow, WHOLE_TRACE } from '../sim/trace/trace-event.js';
import type { Graph } from '../workloads/graph.js';
import { stageOptions } from './inference-pass.js';
import { passStages } from './pass-stages.js';
import type { PlacedMachine } from './place-machine.js';
import type { InferenceQuestion } from './simulate-inference.js';

/**
 * The trace of one microbatch through every pipeline stage, one process a stage, sorted by time: of the prompt for
 * `prefill`, of one step over `contextTokens` keys for `decode`, of a step half-way through the answer for `request`.
 * One rank stands for all ranks of its stage, which run in step.
 *
 * @example
 * const events = traceInference(question, placement, model);
 */
export function traceInference(
  question: InferenceQuestion,
  placement: PlacedMachine,
  model: CostModel,
  window: TraceWindow = WHOLE_TRACE,
): Generator<TraceEvent> | KernelRefusal {
  const { place, graphs } = passStages(question, placement, model);
  const stages: { readonly graph: Graph; readonly run: ChipRun }[] = [];
  for (const [stage, graph] of graphs.entries()) {
    const run = runGraph(graph, place.system, model, stageOptions(place, stage));
    if (isRefusal(run)) return run;
    stages.push({ graph, run });
  }
  return stageEvents(stages, question.chip.name, window);
}

/** A stage starts when the one before it has handed over. */
function* stageEvents(
  stages: readonly { readonly graph: Graph; readonly run: ChipRun }[],
  name: string,
  window: TraceWindow,
): Generator<TraceEvent> {
  let startSec = 0;
  for (const [stage, { graph, run }] of stages.entries()) {
    const chip = { pid: stage + 1, name: `${name}, stage ${stage + 1} of ${stages.length}` };
    const within = { fromSec: window.fromSec - startSec, toSec: window.toSec - startSec };
    for (const event of chipTrace(graph, run, chip, within)) {
      yield event.ph === 'M' ? event : { ...event, ts: event.ts + startSec * 1e6 };
    }
    startSec += run.endTicks.reduce((latest, tick) => Math.max(latest, ticksToSeconds(tick, 'ps')), 0);
  }
}
