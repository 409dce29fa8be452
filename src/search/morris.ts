import type { RandomStream } from '../foundation/random-stream.js';

/** How one input acts on average over its range. */
export interface MorrisEffect {
  /** Mean of the absolute elementary effects: how much the input matters. */
  readonly muStar: number;
  /** Mean of the effects, with sign. */
  readonly mu: number;
  /** Their standard deviation: curvature and interaction. */
  readonly sigma: number;
}

/** Levels of the grid; the step is half of it, as Morris advises. */
const LEVELS = 4;

/**
 * Screening by elementary effects: `trajectories` random walks through the unit cube that move each input once
 * (M. D. Morris, Technometrics 33, 1991; mu* by F. Campolongo et al., 2007). Takes trajectories x (inputs + 1) evaluations.
 *
 * @example
 * morris(([a, b]) => a! + 10 * b!, 2, 10, createStream(1, 'morris')); // mu* is 1 and 10, sigma 0
 */
export function morris(
  model: (x: readonly number[]) => number,
  inputs: number,
  trajectories: number,
  stream: RandomStream,
): MorrisEffect[] {
  const step = LEVELS / (2 * (LEVELS - 1));
  const effects = Array.from({ length: inputs }, () => [] as number[]);
  for (let t = 0; t < trajectories; t++) {
    const x = Array.from({ length: inputs }, () => stream.nextBelow(LEVELS) / (LEVELS - 1));
    const order = Array.from({ length: inputs }, (_, i) => i);
    for (let i = inputs - 1; i > 0; i--) {
      const k = stream.nextBelow(i + 1);
      [order[i], order[k]] = [order[k]!, order[i]!];
    }
    let before = model(x);
    for (const i of order) {
      const direction = x[i]! + step <= 1 + 1e-12 ? 1 : -1;
      x[i] = x[i]! + direction * step;
      const after = model(x);
      effects[i]!.push((after - before) / (direction * step));
      before = after;
    }
  }
  return effects.map((values) => {
    const mean = (list: readonly number[]) => list.reduce((sum, value) => sum + value, 0) / list.length;
    const mu = mean(values);
    const variance = values.reduce((sum, value) => sum + (value - mu) ** 2, 0) / Math.max(1, values.length - 1);
    return { muStar: mean(values.map(Math.abs)), mu, sigma: Math.sqrt(variance) };
  });
}
