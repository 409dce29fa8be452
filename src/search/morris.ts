import type { RandomStream } from '../foundation/numeric/random-stream.js';

/** How one input acts on average over its range. */
export interface MorrisEffect {
  /** Mean of the absolute elementary effects: how much the input matters. */
  readonly muStar: number;
  /** Mean of the effects, with sign. */
  readonly mu: number;
  /** Their standard deviation: curvature and interaction. */
  readonly sigma: number;
}

/** Points at which a model has to be known for its elementary effects. */
export interface MorrisDesign {
  readonly points: readonly (readonly number[])[];
  /** Pairs of points that differ in one input, in the order in which the walks made them. */
  readonly steps: readonly {
    readonly input: number;
    readonly before: number;
    readonly after: number;
    /** Change of the input from `before` to `after`. */
    readonly change: number;
  }[];
  readonly inputs: number;
}

/** Levels of the grid; the step is half of it, as Morris advises. */
const LEVELS = 4;

/**
 * Random walks through the unit cube that move each input once (M. D. Morris, Technometrics 33, 1991). Has
 * trajectories x (inputs + 1) points.
 */
export function morrisDesign(inputs: number, trajectories: number, stream: RandomStream): MorrisDesign {
  const size = LEVELS / (2 * (LEVELS - 1));
  const points: number[][] = [];
  const steps: MorrisDesign['steps'][number][] = [];
  for (let t = 0; t < trajectories; t++) {
    const x = Array.from({ length: inputs }, () => stream.nextBelow(LEVELS) / (LEVELS - 1));
    const order = Array.from({ length: inputs }, (_, i) => i);
    for (let i = inputs - 1; i > 0; i--) {
      const k = stream.nextBelow(i + 1);
      [order[i], order[k]] = [order[k]!, order[i]!];
    }
    points.push([...x]);
    for (const input of order) {
      const change = x[input]! + size <= 1 + 1e-12 ? size : -size;
      x[input] = x[input]! + change;
      points.push([...x]);
      steps.push({ input, before: points.length - 2, after: points.length - 1, change });
    }
  }
  return { points, steps, inputs };
}

/** Effects of every input from the model's values at the points of a design (mu* by F. Campolongo et al., 2007). */
export function morrisEffects(design: MorrisDesign, values: ArrayLike<number>): MorrisEffect[] {
  const effects = Array.from({ length: design.inputs }, () => [] as number[]);
  for (const { input, before, after, change } of design.steps) {
    effects[input]!.push((values[after]! - values[before]!) / change);
  }
  return effects.map((list) => {
    const mean = (all: readonly number[]) => all.reduce((sum, value) => sum + value, 0) / all.length;
    const mu = mean(list);
    const variance = list.reduce((sum, value) => sum + (value - mu) ** 2, 0) / Math.max(1, list.length - 1);
    return { muStar: mean(list.map(Math.abs)), mu, sigma: Math.sqrt(variance) };
  });
}

/**
 * Screening by elementary effects over the unit cube.
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
  const design = morrisDesign(inputs, trajectories, stream);
  return morrisEffects(design, design.points.map(model));
}
