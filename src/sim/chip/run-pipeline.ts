import { PRIORITY } from '../engine/priority-class.js';
import { Simulator } from '../engine/simulator.js';
import { secondsToTicks, ticksToSeconds } from '../engine/tick.js';

/** Microbatches in a line of stages, over one or more rounds. */
export interface PipelineRun {
  /** From the first start to the last end. */
  readonly seconds: number;
  /** Seconds from the end of the first round to the end of the last, over the rounds in between; `seconds` for one round. */
  readonly secondsPerRound: number;
  /** Share of all stages' time in which they wait. */
  readonly bubbleShare: number;
  /** Start of microbatch m of round r in stage s, at index (r * microbatches + m) * stages + s. */
  readonly startTicks: Float64Array;
  readonly fingerprint: string;
}

/**
 * Runs microbatches through pipeline stages as events. Each stage holds one microbatch at a time, in the order of their
 * arrival; in the next round a microbatch starts anew when it has left the last stage, as a sequence waits for its token before
 * it asks for the next. One round of m equal microbatches over p equal stages takes m + p - 1 beats, of which every stage
 * waits p - 1.
 *
 * @example
 * runPipeline([1e-3, 1e-3, 1e-3], 6, 1).bubbleShare // 0.25
 */
export function runPipeline(stageSeconds: readonly number[], microbatches: number, rounds: number): PipelineRun {
  const stages = stageSeconds.length;
  const ticks = Float64Array.from(stageSeconds, (seconds) => secondsToTicks(seconds, 'ps'));
  const simulator = new Simulator();
  const startTicks = new Float64Array(rounds * microbatches * stages);
  const roundEnds = new Float64Array(rounds);
  // Jobs keep their order, so that a stage's next one is known by its number.
  const arrived = new Int32Array(stages);
  const started = new Int32Array(stages);
  const busy = new Uint8Array(stages);
  const start = (stage: number): void => {
    if (busy[stage] === 1 || started[stage] === arrived[stage]) return;
    const job = started[stage]!++;
    busy[stage] = 1;
    startTicks[job * stages + stage] = simulator.now;
    simulator.schedule(ticks[stage]!, PRIORITY.completion, leave, stage, job);
  };
  const decide = simulator.register('pipeline.start', start);
  const arrive = (stage: number): void => {
    arrived[stage]!++;
    simulator.schedule(0, PRIORITY.decision, decide, stage);
  };
  const leave = simulator.register('pipeline.leave', (stage, job) => {
    busy[stage] = 0;
    simulator.schedule(0, PRIORITY.decision, decide, stage);
    if (stage + 1 < stages) {
      arrive(stage + 1);
      return;
    }
    const round = Math.floor(job / microbatches);
    roundEnds[round] = simulator.now;
    if (round + 1 < rounds) arrive(0);
  });
  for (let job = 0; job < microbatches; job++) arrive(0);
  simulator.run();
  const end = simulator.now;
  let worked = 0;
  for (const stage of ticks) worked += stage * microbatches * rounds;
  const periodTicks = rounds === 1 ? end : (roundEnds[rounds - 1]! - roundEnds[0]!) / (rounds - 1);
  return {
    seconds: ticksToSeconds(end, 'ps'),
    secondsPerRound: ticksToSeconds(periodTicks, 'ps'),
    bubbleShare: end > 0 ? 1 - worked / (stages * end) : 0,
    startTicks,
    fingerprint: simulator.fingerprint() ?? '',
  };
}

/** One microbatch in one stage. */
export interface PipelineSlot {
  readonly stage: number;
  readonly microbatch: number;
  readonly startSec: number;
  readonly endSec: number;
}

/**
 * The slots of one round in the order of microbatches, then stages.
 *
 * @example
 * pipelineSlots([1, 1], 2).map(({ startSec }) => startSec) // [0, 1, 1, 2]
 */
export function pipelineSlots(stageSeconds: readonly number[], microbatches: number): PipelineSlot[] {
  const { startTicks } = runPipeline(stageSeconds, microbatches, 1);
  return Array.from(startTicks, (tick, index) => {
    const stage = index % stageSeconds.length;
    const startSec = ticksToSeconds(tick, 'ps');
    const microbatch = Math.floor(index / stageSeconds.length);
    return { stage, microbatch, startSec, endSec: startSec + stageSeconds[stage]! };
  });
}

/** Seconds of one round from an empty pipeline to an empty one: every stage once, and the slowest again for each further one. */
export function singleRoundSeconds(stageSeconds: readonly number[], microbatches: number): number {
  const slowest = stageSeconds.reduce((most, seconds) => Math.max(most, seconds), 0);
  return stageSeconds.reduce((sum, seconds) => sum + seconds, 0) + (microbatches - 1) * slowest;
}

/**
 * Seconds a round when rounds follow each other without end: the slowest stage serves every microbatch, and no microbatch is
 * in its next round before it has passed every stage.
 */
export function steadyRoundSeconds(stageSeconds: readonly number[], microbatches: number): number {
  const slowest = stageSeconds.reduce((most, seconds) => Math.max(most, seconds), 0);
  return Math.max(
    microbatches * slowest,
    stageSeconds.reduce((sum, seconds) => sum + seconds, 0),
  );
}
