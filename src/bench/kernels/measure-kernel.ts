import type { Band } from '../../foundation/quantity/estimate.js';
import { quantileSorted } from '../../stats/quantile.js';

export interface MeasureOptions {
  /** Half-width of the 95 % interval of the median, relative, at which measuring ends. */
  readonly precision: number;
  /** Longest time a round. */
  readonly secondsPerRound: number;
  /** Each kernel is visited so often, the whole suite between two visits, so that a busy minute does not hit one kernel. */
  readonly rounds: number;
}

/** All samples of one kernel in order of time: nothing is dropped. */
export interface KernelSamples {
  readonly name: string;
  /** Seconds of one call. */
  readonly samples: readonly number[];
  /** Calls that one sample times together. */
  readonly calls: number;
}

export interface MeasuredRound {
  readonly samples: number[];
  readonly calls: number;
  /** Of the shortest sample as the clock saw it, all its calls together. */
  readonly shortestSeconds: number;
}

/** What the samples say. */
export interface KernelSummary {
  /** Median with the order-statistic interval of at least 95 %. */
  readonly seconds: Band;
  readonly least: number;
  /** Samples beyond three interquartile ranges of the quartiles (Tukey's far outliers), kept in the median. */
  readonly outliers: number;
}

/** A sample is at least so long that reading the clock (below 1 us) is lost in it. */
const SHORTEST_SAMPLE_SEC = 2e-3;
const MOST_CALLS = 10_000;
const WARM_UP_CALLS = 3;
/** JavaScript kernels are compiled meanwhile; before, they are several times slower. */
const WARM_UP_SEC = 0.01;
const FEWEST_SAMPLES = 7;
const MOST_SAMPLES = 200;
/** A kernel that is this many times slower than a round is long is sampled less often than the fewest times. */
const PATIENCE = 20;

/**
 * Warms up, chooses how many calls make a sample (one where the backend cannot time batches), and samples to the precision
 * or to the end of the round's time. Kernels so slow that the fewest samples would take twenty rounds' time get what that
 * time holds, at least one.
 */
export async function measureRound(
  seconds: (calls: number) => Promise<number>,
  timesBatches: boolean,
  options: MeasureOptions,
): Promise<MeasuredRound> {
  const start = process.hrtime.bigint();
  const elapsed = () => Number(process.hrtime.bigint() - start) / 1e9;
  const patience = PATIENCE * options.secondsPerRound;
  /** What the kernel took so far by the backend's clock, which a busy machine does not stretch. */
  let spent = 0;
  const timed = async (calls: number): Promise<number> => {
    const one = await seconds(calls);
    spent += calls * one;
    return one;
  };
  const warm = (call: number) => call >= WARM_UP_CALLS && (!timesBatches || spent >= WARM_UP_SEC || call >= MOST_CALLS);
  let one = Number.POSITIVE_INFINITY;
  for (let call = 0; !warm(call) && spent < patience; call++) one = Math.min(one, await timed(1));
  let calls = 1;
  while (timesBatches && one < SHORTEST_SAMPLE_SEC && calls < MOST_CALLS && spent < patience) {
    // The lesser of two: V8 compiles on other threads, whose time is on the clock of the process.
    const took = calls * Math.min(await timed(calls), await timed(calls));
    if (took >= SHORTEST_SAMPLE_SEC) break;
    // Reading the clocks takes longer than a small kernel, so its first estimates ask for too few calls.
    const asked = took > 0 ? Math.ceil((calls * SHORTEST_SAMPLE_SEC) / took) : 0;
    calls = Math.min(MOST_CALLS, Math.max(2 * calls, asked));
  }
  const samples: number[] = [];
  const sampling = elapsed();
  while (samples.length < MOST_SAMPLES) {
    samples.push(await timed(calls));
    if (spent > patience) break;
    if (samples.length < FEWEST_SAMPLES) continue;
    if (elapsed() - sampling > options.secondsPerRound) break;
    const { value, low, high } = summarise(samples).seconds;
    if ((high - low) / 2 <= options.precision * value) break;
  }
  return { samples, calls, shortestSeconds: Math.min(...samples) * calls };
}

/** Ticks of a clock that a sample has to last, so that counting them errs by less than 1 %. */
const FEWEST_TICKS = 100;

/** The coarser of the steps that readings of the host's two clocks show, in seconds: resolution and cost of a reading. */
export function timerStepSeconds(): number {
  const wall = () => Number(process.hrtime.bigint());
  const cpu = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) * 1000;
  };
  return Math.max(stepOf(wall), stepOf(cpu)) / 1e9;
}

function stepOf(clock: () => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 200; i++) {
    const before = clock();
    let after = clock();
    while (after === before) after = clock();
    least = Math.min(least, after - before);
  }
  return least;
}

/** Whether a sample of that length is too short for a clock of that step. */
export function belowTimerFloor(shortestSeconds: number, stepSeconds: number): boolean {
  return shortestSeconds < FEWEST_TICKS * stepSeconds;
}

/** Median, its interval between order statistics (normal approximation to the binomial), and the outliers. */
export function summarise(samples: readonly number[]): KernelSummary {
  const sorted = Float64Array.from(samples).sort();
  const n = sorted.length;
  const reach = Math.ceil(0.98 * Math.sqrt(n));
  const low = sorted[Math.max(0, Math.floor((n - 1) / 2) - reach)]!;
  const high = sorted[Math.min(n - 1, Math.ceil((n - 1) / 2) + reach)]!;
  const q1 = quantileSorted(sorted, 0.25);
  const q3 = quantileSorted(sorted, 0.75);
  const fence = 3 * (q3 - q1);
  const outliers = sorted.filter((value) => value > q3 + fence || value < q1 - fence).length;
  return { seconds: { value: quantileSorted(sorted, 0.5), low, high }, least: sorted[0]!, outliers };
}
