import { ln } from '../../foundation/numeric/portable-math.js';
import { createStream } from '../../foundation/numeric/random-stream.js';
import type { Band } from '../../foundation/quantity/estimate.js';
import { circularBlockBootstrap } from '../../stats/block-bootstrap.js';
import { bootstrapReplicates } from '../../stats/bootstrap.js';
import { mannWhitney } from '../../stats/mann-whitney.js';
import { median, medianInPlace } from '../../stats/median.js';
import { quantileSorted } from '../../stats/quantile.js';
import { signedRankP } from '../../stats/wilcoxon-signed-rank.js';
import type { MeasuredMetric } from '../samples/bench-file.js';
import { apartAaBar, pairedAaBar } from './aa-bar.js';
import type { GateOptions } from './gate-options.js';
import { centredLogRatios, logRatios, sameSideLogRatios } from './paired-ratios.js';

/** What the samples of one metric say, before the whole suite is corrected for. Effects in ln, positive is worse. */
export interface Evidence {
  readonly effect: Band;
  /** 95th percentile of |effect| of identical code in this design; infinite where too few samples tell. */
  readonly noise: number;
  /** The larger of the user's minimum and the noise. */
  readonly bar: number;
  /** One-sided p-values: of an effect not above the bar, not below minus the bar, and not inside the user's minimum. */
  readonly pRegressed: number;
  readonly pImproved: number;
  readonly pSame: number;
  /** Pairs, or the samples of the shorter side. */
  readonly n: number;
}

/** Counts 95 % of the replicates. */
const CONFIDENCE = 0.95;

/**
 * Interleaved samples: the median of paired log ratios with a seeded percentile bootstrap. Each p-value is the larger of
 * the bootstrap's and the exact signed-rank test's, because a bootstrap of few values knows only what it has seen.
 */
export function weighPaired(
  base: MeasuredMetric,
  head: MeasuredMetric,
  pairing: 'alternate' | 'together',
  options: GateOptions,
): Evidence {
  const ratios = logRatios(base.samples, head.samples, base.direction);
  const n = ratios.length;
  const stream = (part: string) => createStream(options.seed, `gate/${part}/${base.name}`);
  const nulls = pairing === 'together' ? centredLogRatios(ratios) : sameSideLogRatios(base.samples, head.samples);
  const noise = pairedAaBar(nulls, n, Math.ceil(options.resamples / 2), stream('noise'));
  const replicates = bootstrapReplicates(ratios, medianInPlace, {
    confidence: CONFIDENCE,
    resamples: options.resamples,
    stream: stream('effect'),
  });
  const turned = ratios.map((ratio) => -ratio);
  const rankP = (at: number, above: boolean) => (above ? signedRankP(ratios, at) : signedRankP(turned, -at));
  return evidence(median(ratios), replicates, noise, n, options, rankP);
}

/**
 * Samples measured at different times: the difference of the medians in ln, each side resampled in blocks. The p-value
 * is the larger of the bootstrap's and of Mann and Whitney's with the base moved to the bar.
 */
export function weighApart(base: MeasuredMetric, head: MeasuredMetric, options: GateOptions): Evidence {
  const sign = base.direction === 'lower' ? 1 : -1;
  const a = Float64Array.from(base.samples, (sample) => sign * ln(sample));
  const b = Float64Array.from(head.samples, (sample) => sign * ln(sample));
  const stream = createStream(options.seed, `gate/apart/${base.name}`);
  const medians = (values: Float64Array): Float64Array => {
    const out = new Float64Array(options.resamples);
    let count = 0;
    const block = Math.max(1, Math.round(Math.sqrt(values.length)));
    circularBlockBootstrap(values, block, options.resamples, stream, (sample) => {
      out[count++] = medianInPlace(sample);
    });
    return out;
  };
  const ofBase = medians(a);
  const replicates = medians(b)
    .map((value, i) => value - ofBase[i]!)
    .sort();
  const rankP = (at: number, above: boolean) => {
    const moved = a.map((value) => value + at);
    const { pValue, superiority } = mannWhitney(b, moved);
    return superiority > 0.5 === above && superiority !== 0.5 ? pValue / 2 : 1 - pValue / 2;
  };
  return evidence(median(b) - median(a), replicates, apartAaBar([a, b]), Math.min(a.length, b.length), options, rankP);
}

function evidence(
  value: number,
  replicates: Float64Array,
  noise: number,
  n: number,
  options: GateOptions,
  rankP: (at: number, above: boolean) => number,
): Evidence {
  const least = ln(1 + options.minEffect);
  const bar = Math.max(least, noise);
  const tail = (1 - CONFIDENCE) / 2;
  // Share of replicates on the wrong side of a claim, never zero: so many replicates cannot say more.
  const p = (at: number, above: boolean): number => {
    if (!Number.isFinite(at)) return 1;
    let wrong = 0;
    for (const replicate of replicates) if (above ? replicate <= at : replicate >= at) wrong++;
    return Math.max((wrong + 1) / (replicates.length + 1), rankP(at, above));
  };
  return {
    effect: { value, low: quantileSorted(replicates, tail), high: quantileSorted(replicates, 1 - tail) },
    noise,
    bar,
    pRegressed: p(bar, true),
    pImproved: p(-bar, false),
    pSame: Math.max(p(-least, true), p(least, false)),
    n,
  };
}
