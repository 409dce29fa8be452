import { exp, ln } from '../../foundation/numeric/portable-math.js';
import { SECONDS_PER_YEAR } from '../../foundation/quantity/time-spans.js';
import type { HashRateStep, NetworkMiner } from './network-input.js';

/** How the hash rate of all miners together moves; factors are of the rate at the start. */
export type HashRatePath =
  | { readonly kind: 'constant' }
  | { readonly kind: 'step'; readonly atSec: number; readonly factor: number }
  /** Exponential: `factorPerYear` after a year. */
  | { readonly kind: 'growth'; readonly factorPerYear: number }
  /** Half a period at the start's rate, half a period at `factor` times it. */
  | { readonly kind: 'oscillating'; readonly periodSec: number; readonly factor: number };

const GROWTH_STEPS = 400;
/** A half period that was computed as a multiple may fall short of it by a rounding. */
const ROUNDING = 1e-9;

/** Hash rate over that at the start at a time. */
export function hashRateFactor(path: HashRatePath, seconds: number): number {
  switch (path.kind) {
    case 'constant':
      return 1;
    case 'step':
      return seconds >= path.atSec ? path.factor : 1;
    case 'growth':
      return exp((ln(path.factorPerYear) * seconds) / SECONDS_PER_YEAR);
    case 'oscillating':
      return Math.floor((2 * seconds) / path.periodSec + ROUNDING) % 2 === 0 ? 1 : path.factor;
    default:
      return path satisfies never;
  }
}

/** Times at which the rate moves within a horizon; growth is cut into 400 steps of equal length. */
export function hashRateTimes(path: HashRatePath, horizonSec: number): number[] {
  const every = (sec: number) => Array.from({ length: Math.floor(horizonSec / sec) }, (_, i) => (i + 1) * sec);
  switch (path.kind) {
    case 'constant':
      return [];
    case 'step':
      return [path.atSec];
    case 'growth':
      return every(horizonSec / GROWTH_STEPS);
    case 'oscillating':
      return every(path.periodSec / 2);
    default:
      return path satisfies never;
  }
}

/** The path as steps of every miner in equal proportion. */
export function hashRateSteps(path: HashRatePath, miners: readonly NetworkMiner[], horizonSec: number): HashRateStep[] {
  return hashRateTimes(path, horizonSec).flatMap((atSec) => {
    const factor = hashRateFactor(path, atSec);
    return miners.map(({ hashesPerSec }, miner) => ({ atSec, miner, hashesPerSec: hashesPerSec * factor }));
  });
}
