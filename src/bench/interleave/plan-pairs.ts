import { ln } from '../../foundation/numeric/portable-math.js';
import { pairsToDetect } from '../gate/needed-samples.js';
import { collectSamples, type ProcessMetric } from './collect-samples.js';
import { createPairRunner, type PairDesign } from './run-pair.js';
import type { ProcessSample, Side } from './run-process.js';

/** What the noise check found and what was made of it. */
export interface InterleavePlan {
  readonly design: PairDesign;
  readonly secondsPerPair: number;
  /** Standard deviation of the log ratio of a pair of identical processes: the largest over the metrics. */
  readonly pairNoise: number;
  /** Pairs that would find twice the user's minimum with 90 % power. */
  readonly wanted: number;
  readonly pairs: number;
}

export interface PlanOptions {
  readonly design: PairDesign | 'auto';
  readonly budgetSeconds: number;
  readonly timeoutSeconds: number;
  readonly metrics: readonly ProcessMetric[];
  readonly minEffect: number;
  /** Pairs of the first look, rounded up to an even number; null plans them. */
  readonly pairs: number | null;
  readonly onProgress: (share: number, label: string) => void;
}

const CHECK_PAIRS = 3;
const FEWEST_PLANNED = 14;

/**
 * Finds the design that both sides can run (`auto` takes turns where both do), runs pairs of the base with itself, and
 * fits the number of pairs to their noise and to the budget.
 */
export async function planPairs(base: Side, head: Side, options: PlanOptions): Promise<InterleavePlan> {
  const started = process.hrtime.bigint();
  const elapsed = () => Number(process.hrtime.bigint() - started) / 1e9;
  options.onProgress(0, 'noise check');
  const design = options.design === 'auto' ? await commonDesign(base, head, options.timeoutSeconds) : options.design;
  const runner = createPairRunner(design);
  const runs: [ProcessSample[], ProcessSample[]] = [[], []];
  let longest = 0;
  try {
    for (let i = 0; i < CHECK_PAIRS; i++) {
      const before = elapsed();
      const [one, other] = await runner.run(base, base, i % 2 === 0, options.timeoutSeconds);
      runs[0].push(one);
      runs[1].push(other);
      longest = Math.max(longest, elapsed() - before);
    }
  } finally {
    runner.close();
  }
  const secondsPerPair = longest;
  const pairNoise = noiseOf(base, runs, options.metrics);
  const wanted = pairsToDetect(pairNoise, options.minEffect);
  // Three pairs know the noise roughly, so twice what they ask for is run where the budget allows.
  const pairs = 2 * Math.ceil((options.pairs ?? 2 * Math.max(FEWEST_PLANNED / 2, wanted)) / 2);
  return { design, secondsPerPair, pairNoise, wanted, pairs };
}

/** Turns where both sides take them, and equally often; one after the other otherwise. */
async function commonDesign(base: Side, head: Side, timeoutSeconds: number): Promise<PairDesign> {
  const runner = createPairRunner('alternate');
  const [ofBase, ofHead] = await runner.run(base, head, true, timeoutSeconds);
  return ofBase.turns > 0 && ofBase.turns === ofHead.turns ? 'turns' : 'alternate';
}

/** Root mean square of the log ratios of identical pairs, of the noisiest metric. */
function noiseOf(
  side: Side,
  runs: readonly [ProcessSample[], ProcessSample[]],
  wanted: readonly ProcessMetric[],
): number {
  const one = collectSamples(side, runs[0], wanted, 'noise check', 'alternate');
  const other = collectSamples(side, runs[1], wanted, 'noise check', 'alternate');
  const noises = one.metrics.flatMap((metric, index) => {
    const twin = other.metrics[index];
    if (metric.kind !== 'measured' || twin?.kind !== 'measured' || twin.name !== metric.name) return [];
    const squares = metric.samples.map((sample, i) => ln(twin.samples[i]! / sample) ** 2);
    return [Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length)];
  });
  return Math.max(0, ...noises);
}
