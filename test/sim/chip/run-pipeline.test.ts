import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  pipelineSlots,
  runPipeline,
  singleRoundSeconds,
  steadyRoundSeconds,
} from '../../../src/sim/chip/run-pipeline.js';

const count = (max: number) => fc.integer({ min: 1, max });

describe('a pipeline as events', () => {
  it('of p equal stages and m microbatches has a bubble of (p-1)/(m+p-1), exactly', () => {
    fc.assert(
      fc.property(count(40), count(60), fc.integer({ min: 1, max: 1e9 }), (stages, microbatches, ticks) => {
        const run = runPipeline(new Array<number>(stages).fill(ticks * 1e-12), microbatches, 1);
        const beats = microbatches + stages - 1;
        expect(Math.round(run.seconds * 1e12)).toBe(beats * ticks);
        expect(run.bubbleShare).toBeCloseTo((stages - 1) / beats, 12);
      }),
    );
  });

  it('of unequal stages takes every stage once and the slowest again for each further microbatch', () => {
    const times = fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(times, count(30), (ticks, microbatches) => {
        const stages = ticks.map((one) => one * 1e-12);
        const { seconds } = runPipeline(stages, microbatches, 1);
        expect(Math.round(seconds * 1e12)).toBe(Math.round(singleRoundSeconds(stages, microbatches) * 1e12));
      }),
    );
  });

  it('never runs two microbatches in one stage at once, nor one before it left the stage before', () => {
    const stages = [3e-6, 1e-6, 2e-6];
    const { startTicks } = runPipeline(stages, 5, 3);
    for (let job = 0; job < 15; job++) {
      for (let stage = 0; stage < 3; stage++) {
        const start = startTicks[job * 3 + stage]!;
        if (stage > 0)
          expect(start).toBeGreaterThanOrEqual(startTicks[job * 3 + stage - 1]! + stages[stage - 1]! * 1e12);
        if (job > 0) expect(start).toBeGreaterThanOrEqual(startTicks[(job - 1) * 3 + stage]! + stages[stage]! * 1e12);
      }
    }
  });

  it('settles to the slowest stage or to the way of one microbatch, whichever is longer', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 6 }),
        count(8),
        (ticks, jobs) => {
          const stages = ticks.map((one) => one * 1e-9);
          const { secondsPerRound } = runPipeline(stages, jobs, 60);
          expect(secondsPerRound / steadyRoundSeconds(stages, jobs)).toBeCloseTo(1, 1);
          expect(secondsPerRound).toBeLessThanOrEqual(steadyRoundSeconds(stages, jobs) * (1 + 1e-9));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says when each microbatch is where', () => {
    const slots = pipelineSlots([2e-6, 1e-6], 2);
    expect(slots.map(({ stage, microbatch }) => [microbatch, stage])).toEqual([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]);
    const times = slots.flatMap(({ startSec, endSec }) => [startSec, endSec]);
    [0, 2e-6, 2e-6, 3e-6, 2e-6, 4e-6, 4e-6, 5e-6].forEach((expected, index) => {
      expect(times[index]).toBeCloseTo(expected, 12);
    });
  });

  it('is one chip for one stage', () => {
    expect(runPipeline([5e-6], 4, 1)).toMatchObject({ seconds: 20e-6, bubbleShare: 0 });
  });
});
