import { UserError } from '../foundation/errors/user-error.js';
import { runDesignedPoints } from '../study/economy/designed-points.js';
import { runLadderRange, runMarketRange } from '../study/run/market-runs.js';

/**
 * A job: a pure function from a serialisable input to a serialisable result. The table is explicit so that every worker
 * knows every job without registration; add a function of src/study here to make it runnable in parallel.
 */
export type Job = (input: never) => unknown;

export const JOBS: Readonly<Record<string, Job>> = {
  'designed-points': runDesignedPoints,
  'ladder-runs': runLadderRange,
  'market-runs': runMarketRange,
  'self-check': selfCheck,
};

/** What the self check does with one number, so that an installation can prove that its workers work. */
export interface SelfCheckInput {
  readonly value: number;
  readonly fail: 'no' | 'user-error' | 'bug';
}

/** The square of a number, or a failure of the wanted kind. */
function selfCheck({ value, fail }: SelfCheckInput): { square: number; samples: Float64Array } {
  if (fail === 'user-error')
    throw new UserError([
      {
        code: 'self-check',
        file: 'self-check',
        line: value,
        path: 'value',
        found: 'A failure was asked for.',
        fix: 'Ask for none.',
      },
    ]);
  if (fail === 'bug') throw new Error(`The self check failed at ${value} as asked.`);
  return { square: value * value, samples: Float64Array.of(value) };
}
